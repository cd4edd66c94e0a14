package firewall

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var errRefused = errors.New("refused")

// fakeRunner returns a runner with given outputs. One that starts with "!" is the output of a command that fails; a command
// without one is not installed. It also returns the list of commands that were run.
func fake(answers map[string]string) (runner, *[]string) {
	var ran []string
	return func(_ context.Context, argv ...string) (string, error) {
		line := strings.Join(argv, " ")
		ran = append(ran, line)
		answer, ok := answers[line]
		if !ok {
			for known := range answers {
				if strings.HasPrefix(known, argv[0]+" ") {
					return "", errRefused
				}
			}
			return "", exec.ErrNotFound
		}
		if failed, ok := strings.CutPrefix(answer, "!"); ok {
			return failed, errRefused
		}
		return answer, nil
	}, &ran
}

// files returns a read function for given files.
func files(all map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if text, ok := all[name]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}
}

// lines returns the lines of commands.
func lines(commands []Command) string {
	var list []string
	for _, c := range commands {
		list = append(list, c.Line)
	}
	return strings.Join(list, "\n")
}

func TestAHangingCommandTimesOut(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50_000_000)
	defer cancel()
	if _, err := run(ctx, "sleep", "60"); err == nil {
		t.Error("it ended well")
	}
}

func TestAnUninstalledProgramIsMissing(t *testing.T) {
	for _, name := range []string{"porchlight-has-no-such-program", "/nowhere/porchlight"} {
		if _, err := run(context.Background(), name); !isMissing(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThisComputersFirewallIsRead(t *testing.T) {
	r := Read(context.Background(), "/opt/porchlight", 5555)
	if r.Port != 5555 {
		t.Errorf("got %+v", r)
	}
	for _, f := range r.Findings {
		if f.Effect == Allows && f.Commands != nil {
			t.Errorf("commands where nothing needs doing: %+v", f)
		}
	}
}
