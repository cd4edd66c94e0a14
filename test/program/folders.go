package program

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// CopyPortable copies the program at a path into a new folder, with the file beside it that makes it portable,
// and returns the copy's path.
func CopyPortable(t *testing.T, path string) (portable string) {
	t.Helper()
	portable = filepath.Join(t.TempDir(), filepath.Base(path))
	from, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(portable, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(portable), "portable.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return portable
}

// PortableFolder returns the folder in which a portable program keeps its files.
func PortableFolder(portable string) string {
	return filepath.Join(filepath.Dir(portable), "Porchlight-settings")
}

// FilesIn returns the files and folders in a folder, by their paths in it.
func FilesIn(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, _ fs.DirEntry, err error) error {
		list = append(list, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// damagedList is what is in a list of banned addresses that cannot be read.
const damagedList = "banned = [\x00"

// WriteDamagedList writes a list of banned addresses that cannot be read, into the settings below a folder, and
// returns the folder that it is in.
func WriteDamagedList(t *testing.T, config string) (folder string) {
	t.Helper()
	folder = filepath.Join(config, "porchlight")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "guests.toml"), []byte(damagedList), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// CheckSetAside checks that the damaged list was kept under another name.
func CheckSetAside(t *testing.T, folder string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "guests.toml.damaged-*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("set aside: %v, %v", found, err)
	}
	if text, err := os.ReadFile(found[0]); err != nil || string(text) != damagedList {
		t.Errorf("the file that was set aside holds %q, %v", text, err)
	}
}
