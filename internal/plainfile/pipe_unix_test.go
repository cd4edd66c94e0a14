//go:build !windows

package plainfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// newPipe creates a named pipe that no program writes to, and returns its path.
func newPipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// within fails the test if do does not return.
func within(t *testing.T, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("reading waits")
	}
}

func TestPipesAndDevicesAreNotRead(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(newPipe(t), link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{newPipe(t), link, "/dev/zero"} {
		within(t, func() {
			if content, err := Read(path, 4); content != nil || !errors.Is(err, ErrNotRegular) {
				t.Errorf("%s is read as %q, %v", path, content, err)
			}
		})
	}
	folder, name := inRoot(t, newPipe(t))
	within(t, func() {
		if content, err := ReadFS(folder, name, 4); content != nil || !errors.Is(err, ErrNotRegular) {
			t.Errorf("the pipe is read in its folder as %q, %v", content, err)
		}
	})
}

// A file may be replaced by a pipe after it was examined.
func TestAPipeThatReplacesAFileIsNotRead(t *testing.T) {
	t.Parallel()
	file, pipe := create(t, "x"), newPipe(t)
	folder, name := inRoot(t, pipe)
	for way, open := range map[string]func() (fs.File, error){
		"by its path":   func() (fs.File, error) { return os.OpenFile(pipe, os.O_RDONLY|NonBlocking, 0) },
		"in its folder": func() (fs.File, error) { return folder.Open(name) },
	} {
		within(t, func() {
			content, _, err := head(opener{stat: func() (fs.FileInfo, error) { return os.Stat(file) }, open: open}, 4)
			if content != nil || !errors.Is(err, ErrNotRegular) {
				t.Errorf("%s, the pipe is read as %q, %v", way, content, err)
			}
		})
	}
}

func TestAppendDoesNotWaitForAReader(t *testing.T) {
	t.Parallel()
	read := newPipe(t)
	reader, err := os.OpenFile(read, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	within(t, func() {
		if _, err := Append(newPipe(t)); err == nil {
			t.Error("a pipe without a reader is opened")
		}
		if _, err := Append(read); !errors.Is(err, ErrNotRegular) {
			t.Errorf("a pipe with a reader: %v", err)
		}
	})
}
