package upstream

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// timeout bounds every wait for a state that must come. It is long enough for a busy machine.
const timeout = 60 * time.Second

// keeperForTest is this test binary as keeper.
func keeperForTest() []string {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return []string{self, KeeperCommand}
}

// start starts a server and stops it with the test.
func start(t *testing.T, c Command) (*Program, *Output) {
	t.Helper()
	return startWith(t, c, Options{})
}

// startWith is start with options besides the keeper and the output.
func startWith(t *testing.T, c Command, options Options) (*Program, *Output) {
	t.Helper()
	o := NewOutput()
	options.Keeper, options.Output = keeperForTest(), o
	p, err := Start(c, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Stop()
		if t.Failed() {
			t.Logf("%s ended with %+v and printed:\n%s", c, p.Exit(), text(o))
		}
	})
	return p, o
}

// startRole starts this test binary in a role.
func startRole(t *testing.T, role string, args ...string) (*Program, *Output) {
	t.Helper()
	return start(t, roleCommand(role, args...))
}

// roleCommand returns the command that runs this test binary in a role.
func roleCommand(role string, args ...string) Command {
	return Command{Args: append([]string{keeperForTest()[0], "as"}, args...), Env: []string{roleVariable + "=" + role}}
}

// startFile writes a file of a server and starts it as CommandFor says.
func startFile(t *testing.T, name, content string) (*Program, *Output) {
	t.Helper()
	c, err := CommandFor(writeFile(t, name, content))
	if err != nil {
		t.Fatal(err)
	}
	return start(t, c)
}

// writeFile writes a file in a folder of its own.
func writeFile(t *testing.T, name, content string) (path string) {
	t.Helper()
	return writeInto(t, t.TempDir(), name, content)
}

// writeInto writes a file in a folder that exists, below it if its name is a path.
func writeInto(t *testing.T, folder, name, content string) (path string) {
	t.Helper()
	path = filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// slack is what a busy machine adds to a time.
const slack = 8 * time.Second

// waitFor polls for a state.
func waitFor(t *testing.T, state string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(timeout); !reached(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for ", state)
		}
	}
}

// waitForEnd waits for the end of a program.
func waitForEnd(t *testing.T, p *Program) Exit {
	t.Helper()
	select {
	case <-p.Done():
	case <-time.After(timeout):
		t.Fatal("the server does not end")
	}
	return p.Exit()
}

// waitForLine waits for a line with a prefix and returns its rest.
func waitForLine(t *testing.T, o *Output, prefix string) (rest string) {
	t.Helper()
	waitFor(t, "the line "+prefix, func() bool {
		for _, l := range o.Last(maxLines) {
			if after, ok := strings.CutPrefix(l.Text, prefix); ok {
				rest = after
				return true
			}
		}
		return false
	})
	return rest
}

// text returns all lines of an output.
func text(o *Output) string {
	var b strings.Builder
	for _, l := range o.Last(200) {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}
