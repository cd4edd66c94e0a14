package firewall

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// commandTime is how long one command may take. PowerShell, and the Python of firewalld on a small
// computer, take a second or two when they have not run for a while.
const commandTime = 5 * time.Second

// runner runs a command without a terminal and gives what it printed on standard output, also where it
// failed. The error is exec.ErrNotFound where there is no such program.
type runner func(ctx context.Context, argv ...string) (string, error)

// system is what is asked.
type system struct {
	run  runner
	read func(name string) ([]byte, error)
	root bool // whether the rules of Linux may be read
}

func thisSystem() system {
	return system{run: run, read: os.ReadFile, root: os.Geteuid() == 0}
}

func run(ctx context.Context, argv ...string) (string, error) {
	path, err := find(argv[0])
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // words that are known
	cmd.WaitDelay = time.Second
	hide(cmd)
	out, err := cmd.Output()
	return string(out), err
}

// find looks for a program, also where only root's path leads.
func find(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err == nil || filepath.IsAbs(name) {
		return path, err
	}
	for _, folder := range []string{"/usr/sbin", "/sbin"} {
		if path, err := exec.LookPath(filepath.Join(folder, name)); err == nil {
			return path, nil
		}
	}
	return "", err
}

// missing tells whether a command failed because it is not there.
func missing(err error) bool {
	return errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist)
}

// openTime is how long the command that opens the settings may take; it ends when they are open.
const openTime = 15 * time.Second

// Open runs the command of Report.Settings and returns when it has ended. Call it from a goroutine that
// may wait.
func Open(ctx context.Context, argv []string) error {
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	return exec.CommandContext(ctx, argv[0], argv[1:]...).Run()
}
