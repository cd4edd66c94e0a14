package firewall

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// commandTimeout bounds one command. PowerShell, and the Python of firewalld on a small computer, take a second or two
// when they are not cached.
const commandTimeout = 5 * time.Second

// runner runs a command without a terminal and returns its standard output, even if it fails. The error is
// exec.ErrNotFound if the program does not exist.
type runner func(ctx context.Context, argv ...string) (string, error)

// system is the access to the system, which tests replace.
type system struct {
	run  runner
	read func(name string) ([]byte, error)
	root bool // whether Linux permits reading the rules
}

func thisSystem() system {
	return system{run: run, read: os.ReadFile, root: os.Geteuid() == 0}
}

func run(ctx context.Context, argv ...string) (string, error) {
	path, err := find(argv[0])
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // untranslated output
	cmd.WaitDelay = time.Second
	hideWindow(cmd)
	out, err := cmd.Output()
	return string(out), err
}

// find returns the path of a program, including programs only on root's PATH.
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

// isMissing reports whether a command failed because the program does not exist.
func isMissing(err error) bool {
	return errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist)
}

// openTimeout bounds the command that opens the settings, which ends when they are open.
const openTimeout = 15 * time.Second

// Open runs the command of Report.Settings and waits for its end, at most 15 seconds.
func Open(ctx context.Context, argv []string) error {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	return exec.CommandContext(ctx, argv[0], argv[1:]...).Run()
}
