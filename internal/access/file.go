package access

import (
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"

	"porchlight/internal/settings"
)

// oldName is the file in the same folder that is read if the list's own does not exist. Versions until 0.1
// wrote it.
const oldName = "guests.toml"

// file is the TOML structure.
type file struct {
	Banned  []netip.Addr `toml:"banned"`
	Allowed []netip.Addr `toml:"welcome"`
}

const preface = `# Written by Porchlight. banned: addresses that are turned away.
# welcome: addresses that are let in without asking.
`

// Open reads the list from a file, or if that does not exist from guests.toml beside it; neither needs to
// exist. Changes are saved to path. The list is usable whatever the error is: after a
// *[settings.DamagedError] it is empty and changes are saved; after any other error the file could not be
// read, and changes are kept in memory only.
func Open(path string) (*List, error) {
	var f file
	err := settings.Read(pathToRead(path), &f, func() error {
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
	seen := make(map[netip.Addr]bool, len(f.Banned)+len(f.Allowed))
	l.banned = unseen(f.Banned, seen)
	l.allowed = unseen(f.Allowed, seen) // a ban outweighs
	return l, nil
}

// unseen returns the addresses that are not in seen, each once, and adds them to it.
func unseen(addresses []netip.Addr, seen map[netip.Addr]bool) []netip.Addr {
	var list []netip.Addr
	for _, a := range addresses {
		if a = a.Unmap(); !seen[a] {
			seen[a] = true
			list = append(list, a)
		}
	}
	return list
}

// pathToRead returns path, or that of the old file beside it if only that exists.
func pathToRead(path string) string {
	old := filepath.Join(filepath.Dir(path), oldName)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return path
	}
	if _, err := os.Lstat(old); err != nil {
		return path
	}
	return old
}

// save writes the file atomically: it holds the old lists or the new ones. It serialises saves, so that the
// newest lists are written last.
func (l *List) save() error {
	if l.path == "" {
		return nil
	}
	l.saving.Lock()
	defer l.saving.Unlock()
	var f file
	f.Banned, f.Allowed = l.Lists()
	return settings.Write(l.path, preface, f)
}
