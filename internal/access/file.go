package access

import (
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"

	"porchlight/internal/settings"
)

// oldName is the file in the same folder that is read where the list's own does not exist. Versions until
// 0.1 wrote it.
const oldName = "guests.toml"

// file is the content of the file.
type file struct {
	Banned  []netip.Addr `toml:"banned"`
	Allowed []netip.Addr `toml:"welcome"`
}

const preface = `# Written by Porchlight. banned: addresses that are turned away.
# welcome: addresses that are let in without asking.
`

// Open reads the list from a file, or where that does not exist from guests.toml beside it; neither needs
// to exist. Changes are saved to path. The list is usable whatever the error is: after a
// *[settings.DamagedError] it is empty and changes are saved; after any other error the file could not be
// read, and changes are kept in memory only.
func Open(path string) (*List, error) {
	var f file
	err := settings.Read(existing(path), &f, func() error {
		if max(len(f.Banned), len(f.Allowed)) > MaxAddresses {
			return &FullError{}
		}
		return nil
	})
	if _, isDamaged := errors.AsType[*settings.DamagedError](err); isDamaged {
		return &List{path: path}, err
	}
	if err != nil {
		return &List{}, err
	}
	l := &List{path: path}
	for _, a := range f.Allowed {
		l.allowed = with(l.allowed, a.Unmap())
	}
	for _, a := range f.Banned {
		l.banned = with(l.banned, a.Unmap())
		l.allowed = without(l.allowed, a.Unmap())
	}
	return l, nil
}

// existing returns path, or the old file beside it where only that exists.
func existing(path string) string {
	old := filepath.Join(filepath.Dir(path), oldName)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return path
	}
	if _, err := os.Lstat(old); err != nil {
		return path
	}
	return old
}

// save writes the file as one step: whatever happens, it holds the old lists or the new ones.
func (l *List) save() error {
	if l.path == "" {
		return nil
	}
	l.saving.Lock() // the newest lists are written last
	defer l.saving.Unlock()
	var f file
	f.Banned, f.Allowed = l.Lists()
	return settings.Write(l.path, preface, f)
}
