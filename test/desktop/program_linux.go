package desktop

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"porchlight/internal/inspect"
)

// Start says what to start on a desktop.
type Start struct {
	Command []string // the program and its arguments
	Theme   string   // light or dark
	Still   bool     // nothing moves by itself: no blinking cursor, no fading
	Home    string   // the folder that is home to the program; empty: a new one
	First   bool     // the first start ever: the program tells what it does
}

// Program is one that runs on a desktop.
type Program struct {
	process *process
	socket  string // on which it answers what its windows show, if it was built to
}

// Start starts a program as Command makes it.
func (d *Desktop) Start(s Start) (*Program, error) {
	cmd, err := d.Command(s)
	if err != nil {
		return nil, err
	}
	p, err := d.begin(cmd)
	if err != nil {
		return nil, err
	}
	return &Program{p, socketOf(cmd)}, nil
}

// Command makes the command that starts a program on the desktop, with a home of its own, so that it
// finds no settings but those it made, and that it has told what it does. Whoever starts it ends it before the desktop.
func (d *Desktop) Command(s Start) (*exec.Cmd, error) {
	if s.Home == "" {
		home, err := os.MkdirTemp(d.dir, "home-")
		if err != nil {
			return nil, err
		}
		s.Home = home
	}
	config, cache := filepath.Join(s.Home, ".config"), filepath.Join(s.Home, ".cache")
	err := errors.Join(os.MkdirAll(filepath.Join(config, "fyne"), 0o700), os.MkdirAll(cache, 0o700))
	if !s.First {
		err = errors.Join(err, greeted(filepath.Join(config, "porchlight")))
	}
	if s.Still {
		err = errors.Join(err, os.WriteFile(filepath.Join(config, "fyne", "settings.json"), []byte(`{"no_animations":true}`), 0o600))
	}
	if err != nil {
		return nil, err
	}
	cmd := d.command(s.Command[0], s.Command[1:]...)
	cmd.Env = append(cmd.Env, "HOME="+s.Home, "XDG_CONFIG_HOME="+config, "XDG_CACHE_HOME="+cache,
		"XDG_DATA_HOME="+filepath.Join(s.Home, ".local", "share"), "FYNE_THEME="+s.Theme, "FYNE_SCALE=1",
		inspect.SocketVariable+"="+filepath.Join(d.dir, "inspect-"+strconv.Itoa(int(d.started.Add(1)))))
	return cmd, nil
}

// socketOf returns the socket that a command's environment has the program answer on.
func socketOf(cmd *exec.Cmd) (path string) {
	for _, e := range cmd.Env {
		if rest, ok := strings.CutPrefix(e, inspect.SocketVariable+"="); ok {
			path = rest
		}
	}
	return path
}

// greeted has the settings in a folder say that the screen of the first start was seen, where there are none.
func greeted(folder string) error {
	err := os.MkdirAll(folder, 0o700)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(folder, "settings.toml"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString("welcomed = true\n")
	return errors.Join(err, f.Close())
}

// Output is what the program has written, standard output and error together.
func (p *Program) Output() string { return p.process.output.String() }

// Signal sends the program a signal.
func (p *Program) Signal(s os.Signal) error { return p.process.cmd.Process.Signal(s) }

// Wait waits for the program's end and returns its exit status.
func (p *Program) Wait() (status int, err error) {
	select {
	case <-p.process.ended:
		return p.process.cmd.ProcessState.ExitCode(), nil
	case <-time.After(Patience):
		return 0, errors.New("the program does not end")
	}
}

// End ends the program, whatever it does.
func (p *Program) End() { p.process.end() }

// Running tells whether the program has not ended.
func (p *Program) Running() bool { return !p.process.hasEnded() }
