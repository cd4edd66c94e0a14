package settings

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func TestAnUnwritableFolderIsAPermissionError(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		// Root may write everywhere, so this thread takes another account's file permissions (setfsuid(2)).
		const nobody = 65534
		top := filepath.Dir(filepath.Dir(folder)) // t.TempDir creates it for this account only
		if err := os.Chmod(top, 0o755); err != nil {
			t.Fatal(err)
		}
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Setfsuid(0); err != nil {
				panic(err) // the thread must not continue with another account's permissions
			}
		}()
	}
	var failure error
	v, err := Open(filepath.Join(folder, "settings.toml"), func(err error) { failure = err })
	if err != nil {
		t.Fatal(err)
	}
	v.SetInt("port", 2)
	if v.Flush(); !errors.Is(failure, fs.ErrPermission) {
		t.Errorf("the failure is %#v", failure)
	}
}
