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
	"porchlight/test/program"
)

// Start says how to start a program on a desktop.
type Start struct {
	Command      []string // the program and its arguments
	Theme        string   // light or dark
	NoAnimations bool     // whether animations and the blinking cursor are off
	Home         string   // the home folder of the program; empty: a new one
	FirstRun     bool     // whether the program shows its introduction, as at its first start
}

// Program is a program that runs on a desktop.
type Program struct {
	process *process
	socket  string // on which it describes its windows, if built with the tag inspect
}

// Start starts a program as Command describes.
func (d *Desktop) Start(s Start) (*Program, error) {
	cmd, err := d.Command(s)
	if err != nil {
		return nil, err
	}
	p, err := d.startProcess(cmd)
	if err != nil {
		return nil, err
	}
	return &Program{p, socketOf(cmd)}, nil
}

// Command returns the command that starts a program on the desktop. The program has a home folder of its own, whose
// settings say that the introduction was seen, unless s.FirstRun is set. The caller ends the program before closing
// the desktop.
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
	if !s.FirstRun {
		err = errors.Join(err, markWelcomed(filepath.Join(config, "porchlight")))
	}
	if s.NoAnimations {
		err = errors.Join(err, os.WriteFile(filepath.Join(config, "fyne", "settings.json"), []byte(`{"no_animations":true}`), 0o600))
	}
	if err != nil {
		return nil, err
	}
	d.sockets++
	cmd := d.command(s.Command[0], s.Command[1:]...)
	cmd.Env = append(cmd.Env, "HOME="+s.Home, "XDG_CONFIG_HOME="+config, "XDG_CACHE_HOME="+cache,
		"XDG_DATA_HOME="+filepath.Join(s.Home, ".local", "share"), "FYNE_THEME="+s.Theme, "FYNE_SCALE=1",
		inspect.SocketVariable+"="+filepath.Join(d.dir, "inspect-"+strconv.Itoa(d.sockets)))
	return cmd, nil
}

// socketOf returns the path of the inspection socket from the environment of a command.
func socketOf(cmd *exec.Cmd) (path string) {
	for _, e := range cmd.Env {
		if rest, ok := strings.CutPrefix(e, inspect.SocketVariable+"="); ok {
			path = rest
		}
	}
	return path
}

// markWelcomed writes settings that say that the introduction was seen, unless the folder has settings.
func markWelcomed(folder string) error {
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

// Output returns what the program has written so far, standard output and standard error together.
func (p *Program) Output() string { return p.process.output.String() }

// ID returns the program's process id.
func (p *Program) ID() int { return p.process.cmd.Process.Pid }

// Signal sends the program a signal.
func (p *Program) Signal(s os.Signal) error { return p.process.cmd.Process.Signal(s) }

// Wait waits for the program's end and returns its exit status.
func (p *Program) Wait() (status int, err error) {
	select {
	case <-p.process.ended:
		return p.process.cmd.ProcessState.ExitCode(), nil
	case <-time.After(program.Timeout):
		return 0, errors.New("the program does not end")
	}
}

// End terminates the program, kills it if it does not end, and waits for its end.
func (p *Program) End() { p.process.end() }

// Running reports whether the program is running.
func (p *Program) Running() bool { return !p.process.hasEnded() }
