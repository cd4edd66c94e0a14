// Package accessfile keeps an access list in a small TOML file that a person can read and edit.
package accessfile

import (
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"

	"porchlight/internal/access"
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

// Open reads a list from a file, or if that does not exist from guests.toml beside it; neither needs to
// exist. Changes are saved to path. The list is usable whatever the error is: after a
// *[settings.DamagedError] it is empty and changes are saved; after any other error the file could not be
// read, and changes are kept in memory only.
func Open(path string) (*access.List, error) {
	var f file
	err := settings.Read(pathToRead(path), &f, func() error {
		if max(len(f.Banned), len(f.Allowed)) > access.MaxAddresses {
			return &access.FullError{}
		}
		return nil
	})
	if err != nil {
		if _, isDamaged := errors.AsType[*settings.DamagedError](err); !isDamaged {
			return &access.List{}, err
		}
		f = file{}
	}
	return access.NewList(f.Banned, f.Allowed, func(banned, allowed []netip.Addr) error {
		return settings.Write(path, preface, file{banned, allowed})
	}), err
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
