package plainfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// create creates a file of the given content and returns its path.
func create(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// inRoot returns the file system of the folder of a path, and the path's last element.
func inRoot(t *testing.T, path string) (folder fs.FS, name string) {
	t.Helper()
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return FS(root), filepath.Base(path)
}

// wantRead checks the outcome of reading at most four bytes of a file in every way.
func wantRead(t *testing.T, path, want string, wantErr error) {
	t.Helper()
	content, err := Read(path, 4)
	if string(content) != want || !errors.Is(err, wantErr) {
		t.Errorf("%s is read as %q, %v, want %q, %v", path, content, err, want, wantErr)
	}
	folder, name := inRoot(t, path)
	content, err = ReadFS(folder, name, 4)
	if string(content) != want || !errors.Is(err, wantErr) {
		t.Errorf("%s is read in its folder as %q, %v, want %q, %v", path, content, err, want, wantErr)
	}
}

func TestAFileIsReadUpToItsLimit(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"", "x", "\x00\xff\r\n"} {
		wantRead(t, create(t, content), content, nil)
	}
	wantRead(t, create(t, "12345"), "", ErrTooLarge)
	wantRead(t, create(t, strings.Repeat("x", 1<<20)), "", ErrTooLarge)
	wantRead(t, t.TempDir(), "", ErrNotRegular)
	wantRead(t, filepath.Join(t.TempDir(), "none"), "", fs.ErrNotExist)
}

func TestHeadReadsTheBeginning(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]struct {
		head string
		more bool
	}{"": {"", false}, "123": {"123", false}, "1234": {"1234", false}, "12345": {"1234", true}} {
		head, more, err := Head(create(t, content), 4)
		if string(head) != want.head || more != want.more || err != nil {
			t.Errorf("the head of %q is %q, %v, %v", content, head, more, err)
		}
	}
	if _, _, err := Head(t.TempDir(), 4); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
}

func TestAnyFileSystemIsRead(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"file": {Data: []byte("1234")}, "large": {Data: []byte("12345")}, "folder/file": {}}
	if content, err := ReadFS(folder, "file", 4); string(content) != "1234" || err != nil {
		t.Errorf("read %q, %v", content, err)
	}
	for name, want := range map[string]error{"large": ErrTooLarge, "folder": ErrNotRegular, "none": fs.ErrNotExist} {
		if content, err := ReadFS(folder, name, 4); content != nil || !errors.Is(err, want) {
			t.Errorf("%s is read as %q, %v, want %v", name, content, err, want)
		}
	}
}

// Links out of the folder fail in os.Root; names that are not valid in a file system, such as absolute ones, fail here.
func TestAFolderIsAFileSystem(t *testing.T) {
	t.Parallel()
	path := create(t, "x")
	folder, name := inRoot(t, path)
	for _, bad := range []string{path, "../" + filepath.Base(filepath.Dir(path)) + "/" + name, "./" + name, ""} {
		if _, err := folder.Open(bad); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("opening %q: %v", bad, err)
		}
		if _, err := fs.Stat(folder, bad); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("examining %q: %v", bad, err)
		}
	}
	if info, err := fs.Stat(folder, name); err != nil || info.Size() != 1 {
		t.Errorf("examining %q: %v, %v", name, info, err)
	}
}

func TestAppendCreatesAndExtendsAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	for _, want := range []string{"1", "12"} {
		f, err := Append(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(want[len(want)-1:]); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if content, err := os.ReadFile(path); string(content) != want || err != nil {
			t.Errorf("the file has %q, %v, want %q", content, err, want)
		}
	}
	if _, err := Append(t.TempDir()); err == nil {
		t.Error("a folder is opened")
	}
}
