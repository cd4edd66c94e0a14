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

// fake runs no commands and gives the answers of a test. One that begins with "!" is printed by a
// command that fails; a command without an answer is not installed. It says what was run.
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

// files are the files that there are.
func files(all map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if text, ok := all[name]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}
}

// lines are the lines of commands.
func lines(commands []Command) string {
	var list []string
	for _, c := range commands {
		list = append(list, c.Line)
	}
	return strings.Join(list, "\n")
}

func TestACommandThatHangsIsGivenUp(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50_000_000)
	defer cancel()
	if _, err := run(ctx, "sleep", "60"); err == nil {
		t.Error("it ended well")
	}
}

func TestAProgramThatIsNotThereIsMissing(t *testing.T) {
	for _, name := range []string{"porchlight-has-no-such-program", "/nowhere/porchlight"} {
		if _, err := run(context.Background(), name); !isMissing(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThisComputerCanBeRead(t *testing.T) {
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
