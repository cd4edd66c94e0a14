package terminal

import (
	"testing"

	"porchlight/test/program"
)

func TestTheClientOfTheTutorialsPlaysUnchanged(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	p.RunPythonClient("tutorial.py")
	if e := p.WaitForEvents("left", 1); e[0]["reason"] == "internal error" {
		t.Errorf("it left as %v", e[0])
	}
	if n := len(p.EventsNamed("received")); n != 300 {
		t.Errorf("%d messages were received, want 300", n)
	}
}

func TestTheTwoPlayersOfTheTutorialSeeEachOther(t *testing.T) {
	t.Parallel()
	program.Host(t, builtPath, "--game", "Positions").RunPythonClient("positions.py")
}

func TestAPythonClientInLockstepReceivesItsEchoByteForByte(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	p.RunPythonClient("lockstep.py")
	if e := p.WaitForEvents("left", 1); e[0]["reason"] != "left" {
		t.Errorf("it left as %v", e[0])
	}
}

func TestHalvesOfCharactersAreEchoedUnchanged(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	p.RunPythonClient("halves.py")
	for _, e := range p.WaitForEvents("sent", 6) {
		if e["base64"] == nil || e["text"] != nil {
			t.Errorf("half of a character was sent as %v", e)
		}
	}
}

func TestEveryByteValueComesBack(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	p.RunPythonClient("binary.py")
	if n := len(p.WaitForEvents("sent", 257)); n != 257 {
		t.Errorf("%d messages were sent, want 257", n)
	}
}

func TestAClientThatCrashesLeavesItsSeat(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--players", "1")
	p.RunPythonClient("reset.py")
	e := p.WaitForEvents("left", 1)
	if e[0]["reason"] != "connection lost" {
		t.Errorf("it left as %v", e[0])
	}
	p.Connect().Echo("the next one")
}
