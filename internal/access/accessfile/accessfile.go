// Package accessfile keeps an access list in a small TOML file that a person can read and edit.
package accessfile

import (
	"errors"
	"net/netip"
	"path/filepath"

	"porchlight/internal/access"
	"porchlight/internal/settings"
)

// oldName is the file in the same folder that is read if the list's own does not exist. Versions until 0.1
// wrote it.
const oldName = "guests.toml"

// file is an [access.Addresses] with the names that the file has for its lists.
type file struct {
	Banned  []netip.Addr `toml:"banned"`
	Allowed []netip.Addr `toml:"welcome"`
}

const preface = `# Written by Porchlight. banned: addresses that are turned away.
# welcome: addresses that are let in without asking.
`

// Open reads a list from a file, or if that does not exist from guests.toml beside it; neither needs to
// exist. Changes are saved to path, with those that other programs have saved there. The list is usable
// whatever the error is: after a *[settings.DamagedError] it is empty and changes are saved; after any other
// error the file could not be read, and changes are kept in memory only.
func Open(path string) (*access.List, error) {
	s := storage{settings.NewSharedFile(path, filepath.Join(filepath.Dir(path), oldName), preface)}
	var f file
	err := s.file.Read(&f, f.check)
	if err != nil {
		if _, isDamaged := errors.AsType[*settings.DamagedError](err); !isDamaged {
			return &access.List{}, err
		}
		f = file{}
	}
	return access.NewList(access.Addresses(f), s), err
}

// check returns an error if the file has more addresses than a list may hold.
func (f *file) check() error {
	if max(len(f.Banned), len(f.Allowed)) > access.MaxAddresses {
		return &access.FullError{}
	}
	return nil
}

// storage is the file as an [access.Storage].
type storage struct{ file *settings.SharedFile }

// Update implements access.Storage.
func (s storage) Update(change func(stored *access.Addresses) access.Addresses) error {
	var f file
	return s.file.Update(&f, f.check, func(exists bool) (any, error) {
		if !exists {
			return file(change(nil)), nil
		}
		stored := access.Addresses(f)
		return file(change(&stored)), nil
	})
}

// Refresh implements access.Storage.
func (s storage) Refresh() (stored access.Addresses, isNew bool) {
	var f file
	isNew = s.file.Refresh(&f, f.check)
	return access.Addresses(f), isNew
}
