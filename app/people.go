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

// guestList reads who is banned and who is always let in. The list can be used whatever the error says.
func guestList() (*access.List, error) {
	return access.Open(filepath.Join(configFolder(), "access.toml"))
}

// guestListTrouble says in one sentence what is wrong with the guest list.
func guestListTrouble(err error) string {
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		return fmt.Sprintf("the list of who is banned was damaged, so it begins anew; the old one lies in %s.", damaged.Backup)
	}
	return fmt.Sprintf("the list of who is banned cannot be read, so nobody is banned: %v.", err)
}

// openSettings reads what was chosen in the window. They can be used whatever the error says; failed is told
// of what could not be kept.
func openSettings(failed func(error)) (*settings.Store, error) {
	return settings.Open(filepath.Join(configFolder(), "settings.toml"), failed)
}

// owner is whose game it is: the first name of this account, or the account's name, or "".
func owner() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	full, _, _ := strings.Cut(u.Name, ",") // what follows is an office and telephones
	for _, name := range []string{full, u.Username} {
		if i := strings.LastIndexByte(name, '\\'); i >= 0 {
			name = name[i+1:] // after a Windows domain
		}
		if words := strings.Fields(name); len(words) > 0 {
			return words[0]
		}
	}
	return ""
}
