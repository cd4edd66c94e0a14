package test

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// python finds Python 3. Its absence fails the test, since a client in another language than the
// program's own is the point.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "python"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("Python 3 is missing: these tests run clients written in it")
	return ""
}

// playsWell runs one of the clients against the program and checks that it is content.
func (p *program) playsWell(client string) {
	p.t.Helper()
	cmd := exec.Command(python(p.t), filepath.Join("clients", client), "127.0.0.1", strconv.Itoa(p.port))
	cmd.WaitDelay = 5 * time.Second
	overtime := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() }) // a test's client has no more to say
	defer overtime.Stop()
	out, err := cmd.CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "ok" {
		p.t.Fatalf("%s: %v\n%s", client, err, out)
	}
}

func TestTheClientOfTheTutorialsPlaysUnchanged(t *testing.T) {
	p := host(t)
	p.playsWell("tutorial.py")
	if e := p.awaitEvents("left", 1); e[0]["reason"] == "internal error" {
		t.Errorf("it left as %v", e[0])
	}
	if n := len(p.named("received")); n != 300 {
		t.Errorf("%d messages were received, want 300", n)
	}
}

func TestTheTwoPlayersOfTheTutorialSeeEachOther(t *testing.T) {
	host(t, "--game", "Positions").playsWell("positions.py")
}

func TestAPythonClientInLockstepHearsItselfByteForByte(t *testing.T) {
	p := host(t)
	p.playsWell("lockstep.py")
	if e := p.awaitEvents("left", 1); e[0]["reason"] != "left" {
		t.Errorf("it left as %v", e[0])
	}
}

func TestHalvesOfCharactersComeBackAsTheyWent(t *testing.T) {
	p := host(t)
	p.playsWell("halves.py")
	for _, e := range p.awaitEvents("sent", 6) {
		if e["base64"] == nil || e["text"] != nil {
			t.Errorf("half of a character was sent as %v", e)
		}
	}
}

func TestEveryByteValueComesBack(t *testing.T) {
	p := host(t)
	p.playsWell("binary.py")
	if n := len(p.awaitEvents("sent", 257)); n != 257 {
		t.Errorf("%d messages were sent, want 257", n)
	}
}

func TestAClientThatCrashesLeavesItsSeat(t *testing.T) {
	p := host(t, "--players", "1")
	p.playsWell("reset.py")
	e := p.awaitEvents("left", 1)
	if e[0]["reason"] != "connection lost" {
		t.Errorf("it left as %v", e[0])
	}
	p.guest().echoes("the next one")
}
