package main

import (
	"os/user"
	"strings"
)

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
