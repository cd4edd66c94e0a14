package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"porchlight/internal/access"
	"porchlight/internal/access/accessfile"
	"porchlight/internal/settings"
)

// openAccessList opens the access list: banned and always admitted addresses. The list is usable even if there is an error.
func openAccessList() (*access.List, error) {
	return accessfile.Open(filepath.Join(configFolder(), "access.toml"))
}

// accessListTrouble returns a sentence for the person about an error of openAccessList.
func accessListTrouble(err error) string {
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		return fmt.Sprintf("the list of who is banned was damaged, so it begins anew; the old one lies in %s.", damaged.Backup)
	}
	return fmt.Sprintf("the list of who is banned cannot be read, so nobody is banned: %v.", err)
}
