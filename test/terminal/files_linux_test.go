package terminal

import (
	"os/exec"
	"strconv"
	"testing"

	"porchlight/test/need"
	"porchlight/test/program"
)

func TestALimitOfFilesThatMayBeRaisedIsRaised(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	cmd := program.LimitFiles("-S", 40, builtPath, "--headless", "--json", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
	p := program.Launch(t, exec.Command(cmd[0], cmd[1:]...))
	p.WaitForPort()
	for i, c := range program.ConnectCrowd(t, port, 200) {
		program.EchoNumber(t, c, i)
	}
}

func TestTenThousandPlayersPlay(t *testing.T) {
	const players = 10_000
	need.OpenFiles(t, players+1000)
	port := program.FreePort(t)
	p := program.Start(t, builtPath, "--headless", "--quiet", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
	p.WaitFor("its address", func() bool { return p.Stdout.String() != "" })
	for i, c := range program.ConnectCrowd(t, port, players) {
		program.EchoNumber(t, c, i)
	}
}
