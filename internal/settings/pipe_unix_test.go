//go:build !windows

package settings

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Opening a pipe that nobody writes to would wait for ever.
func TestAPipeOrADeviceIsRenamed(t *testing.T) {
	t.Parallel()
	for what, create := range map[string]func(path string) error{
		"a pipe":             func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link to a device": func(path string) error { return os.Symlink("/dev/zero", path) },
	} {
		path := filepath.Join(t.TempDir(), "settings.toml")
		if err := create(path); err != nil {
			t.Fatal(err)
		}
		type opened struct {
			store *Store
			err   error
		}
		outcome := make(chan opened, 1)
		go func() {
			v, err := Open(path, func(err error) { t.Error("a change was not saved:", err) })
			outcome <- opened{v, err}
		}()
		select {
		case o := <-outcome:
			damaged, ok := errors.AsType[*DamagedError](o.err)
			if !ok {
				t.Fatalf("%s: %v", what, o.err)
			}
			if _, err := os.Lstat(damaged.Backup); err != nil {
				t.Error(what, "was not kept:", err)
			}
			o.store.SetInt("port", 2)
			o.store.Flush()
			if again := open(t, path); again.IntWithFallback("port", 1) != 2 {
				t.Error("after", what, "the settings are not saved")
			}
		case <-time.After(30 * time.Second):
			t.Fatal(what, "is waited for")
		}
	}
}

func TestAPipeInThePlaceOfALockIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	for _, name := range []string{lockName, instanceName} {
		if err := syscall.Mkfifo(filepath.Join(filepath.Dir(path), name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan *Store, 1)
	go func() {
		v, _ := Open(path, func(err error) { t.Error("a change was not saved:", err) })
		v.SetInt("port", 2)
		v.Flush()
		Register(filepath.Dir(path))
		done <- v
	}()
	select {
	case <-done:
		if again := open(t, path); again.IntWithFallback("port", 1) != 2 {
			t.Error("the settings are not saved")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("a pipe is waited for")
	}
}
