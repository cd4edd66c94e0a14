//go:build !windows

package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/internal/upstream"
	"porchlight/test/program"
)

func TestTheProgramKeepsAServerForAnother(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "server")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho hello\nexec sleep 100\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	output := upstream.NewOutput()
	server, err := upstream.Start(
		upstream.Command{Args: []string{script}},
		upstream.Options{Keeper: []string{builtPath, upstream.KeeperCommand}, Output: output},
	)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	program.WaitFor(t, "the server's output", func() bool {
		last := output.Last(1)
		return len(last) == 1 && last[0].Text == "hello"
	})
	server.Stop()
	if e := server.Exit(); !e.Stopped || e.Signal != "SIGTERM" {
		t.Errorf("the server ended with %+v", e)
	}
}

func TestTheKeepersCommandIsNotForPeople(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{upstream.KeeperCommand}, {upstream.KeeperCommand, "python3", "server.py"}} {
		p := program.Start(t, builtPath, args...)
		p.WaitForExit(upstream.NotAKeeper)
		p.CheckErrorLine(upstream.KeeperCommand, "only Porchlight itself")
	}
	help := program.Start(t, builtPath, "--help")
	help.WaitForExit(0)
	if strings.Contains(help.Stdout.String(), upstream.KeeperCommand) {
		t.Error("--help names the command of the keeper, which is not for people")
	}
}
