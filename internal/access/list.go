// Package access keeps who is turned away and who is let in without asking, by address, in a small
// file that outlives the program.
package access

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"

	"porchlight/internal/settings"
)

// MaxAddresses is how many addresses each of the two lists holds at most.
const MaxAddresses = 10_000

// A List is the addresses that are banned and those that are welcome; an address is never both. Any
// goroutine may use it. The zero List is empty and keeps nothing on the disk.
type List struct {
	path   string // "": kept in memory alone
	saving sync.Mutex

	mu      sync.RWMutex
	banned  []netip.Addr // in the order they came
	welcome []netip.Addr
}

// FullError says that a list holds MaxAddresses already.
type FullError struct{}

func (*FullError) Error() string {
	return fmt.Sprintf("the list holds %d addresses already", MaxAddresses)
}

// file is what the file holds.
type file struct {
	Banned  []netip.Addr `toml:"banned"`
	Welcome []netip.Addr `toml:"welcome"`
}

const preface = `# Written by Porchlight. banned: addresses that are turned away.
# welcome: addresses that are let in without asking.
`

// Open reads the list in a file, which need not exist. The list can be used whatever the error says:
// after a *[settings.DamagedError] it is empty and goes on under the file's old name; after any other, the
// file could not be read and changes are kept in memory alone.
func Open(path string) (*List, error) {
	var f file
	err := settings.Read(path, &f, func() error {
		if max(len(f.Banned), len(f.Welcome)) > MaxAddresses {
			return &FullError{}
		}
		return nil
	})
	if _, damaged := errors.AsType[*settings.DamagedError](err); damaged {
		return &List{path: path}, err
	}
	if err != nil {
		return &List{}, err
	}
	l := &List{path: path}
	for _, a := range f.Welcome {
		l.welcome = with(l.welcome, a.Unmap())
	}
	for _, a := range f.Banned {
		l.banned = with(l.banned, a.Unmap())
		l.welcome = without(l.welcome, a.Unmap())
	}
	return l, nil
}

// IsBanned tells whether an address is turned away.
func (l *List) IsBanned(a netip.Addr) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Contains(l.banned, a)
}

// IsAllowed tells whether an address is let in without asking.
func (l *List) IsAllowed(a netip.Addr) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Contains(l.welcome, a)
}

// Lists gives copies of both lists, in the order that the addresses came.
func (l *List) Lists() (banned, welcome []netip.Addr) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.banned), slices.Clone(l.welcome)
}

// Ban has an address turned away from now on. Like every change, it holds at once, and the error is
// about keeping it: a *FullError, where it does not hold, or the file system's, where it holds until
// the program ends.
func (l *List) Ban(a netip.Addr) error { return l.put(a.Unmap(), &l.banned, &l.welcome) }

// Allow has an address let in without asking from now on.
func (l *List) Allow(a netip.Addr) error { return l.put(a.Unmap(), &l.welcome, &l.banned) }

func (l *List) put(a netip.Addr, on, off *[]netip.Addr) error {
	l.mu.Lock()
	if len(*on) >= MaxAddresses && !slices.Contains(*on, a) {
		l.mu.Unlock()
		return &FullError{}
	}
	*on, *off = with(*on, a), without(*off, a)
	l.mu.Unlock()
	return l.save()
}

// Remove takes an address off both lists.
func (l *List) Remove(a netip.Addr) error {
	l.mu.Lock()
	l.banned, l.welcome = without(l.banned, a.Unmap()), without(l.welcome, a.Unmap())
	l.mu.Unlock()
	return l.save()
}

// save writes the file as one step, so that whatever happens it holds the old lists or the new ones.
func (l *List) save() error {
	if l.path == "" {
		return nil
	}
	l.saving.Lock() // the newest is written last
	defer l.saving.Unlock()
	var f file
	f.Banned, f.Welcome = l.Lists()
	return settings.Write(l.path, preface, f)
}

func with(list []netip.Addr, a netip.Addr) []netip.Addr {
	if slices.Contains(list, a) {
		return list
	}
	return append(list, a)
}

// without makes a new list, since the old one's memory may be read.
func without(list []netip.Addr, a netip.Addr) []netip.Addr {
	return slices.DeleteFunc(slices.Clone(list), func(b netip.Addr) bool { return a == b })
}
