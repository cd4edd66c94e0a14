package program

import (
	"context"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"porchlight/test/need"
	"porchlight/test/process"
)

// RunClient runs one of the clients in test/clients, in Python, Java or JavaScript, against the program and checks that
// it prints ok. It skips the test without the language.
func (p *Program) RunClient(name string, args ...string) {
	p.t.Helper()
	var command string
	switch filepath.Ext(name) {
	case ".py":
		command = Python(p.t)
	case ".java":
		need.Tools(p.t, "java:default-jdk-headless")
		command = "java"
	case ".js":
		need.Tools(p.t, "node:nodejs")
		command = "node"
	default:
		p.t.Fatalf("%s is in no language that has clients", name)
	}
	ctx, cancel := context.WithTimeout(p.t.Context(), Timeout)
	defer cancel()
	args = append([]string{filepath.Join("..", "clients", name)}, append(args, "127.0.0.1", strconv.Itoa(p.Port))...)
	cmd := exec.CommandContext(ctx, command, args...)
	cmd.WaitDelay = 5 * time.Second
	process.Prepare(cmd)
	if out, err := cmd.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "ok" {
		p.t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
