package terminal

import (
	"os/exec"
	"strconv"
	"syscall"
	"testing"

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
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < players+1000 {
		t.Fatalf("this account may open %d files (%v), and the test needs %d: raise ulimit -Hn", limit.Cur, err, players+1000)
	}
	t.Run("without a window", func(t *testing.T) {
		port := program.FreePort(t)
		p := program.Start(t, builtPath, "--headless", "--quiet", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
		p.WaitFor("its address", func() bool { return p.Stdout.String() != "" })
		for i, c := range program.ConnectCrowd(t, port, players) {
			program.EchoNumber(t, c, i)
		}
	})
}
