package main

import (
	"errors"
	"fmt"
	"os/user"
	"path/filepath"
	"strings"

	"porchlight/internal/access"
	"porchlight/internal/settings"
)

// guestList opens the access list: banned and always admitted addresses. The list is usable even if there is an error.
func guestList() (*access.List, error) {
	return access.Open(filepath.Join(configFolder(), "access.toml"))
}

// guestListTrouble returns a sentence for the person about an error of guestList.
func guestListTrouble(err error) string {
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		return fmt.Sprintf("the list of who is banned was damaged, so it begins anew; the old one lies in %s.", damaged.Backup)
	}
	return fmt.Sprintf("the list of who is banned cannot be read, so nobody is banned: %v.", err)
}

// openSettings opens the window's settings, which are usable even if there is an error. failed receives errors of later
// writes.
func openSettings(failed func(error)) (*settings.Store, error) {
	return settings.Open(filepath.Join(configFolder(), "settings.toml"), failed)
}

// owner returns the first name of this account's user, or the account's name, or "".
func owner() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	full, _, _ := strings.Cut(u.Name, ",") // office and telephone numbers follow
	for _, name := range []string{full, u.Username} {
		if i := strings.LastIndexByte(name, '\\'); i >= 0 {
			name = name[i+1:] // without a Windows domain
		}
		if words := strings.Fields(name); len(words) > 0 {
			return words[0]
		}
	}
	return ""
}
