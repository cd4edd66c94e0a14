package access

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
)

// MaxAddresses is the limit of addresses in each of the two lists.
const MaxAddresses = 10_000

// A List holds the addresses that are banned and those that are allowed without asking; an address is
// never both. It is safe for concurrent use. The zero List is empty and is kept in memory only.
type List struct {
	saveFunc func(banned, allowed []netip.Addr) error // nil: kept in memory only
	saving   sync.Mutex                               // held while saveFunc runs

	mu      sync.RWMutex
	banned  []netip.Addr // in the order in which they were added
	allowed []netip.Addr
}

// FullError is the error of adding an address to a list of MaxAddresses.
type FullError struct{}

func (*FullError) Error() string {
	return fmt.Sprintf("the list holds %d addresses already", MaxAddresses)
}

// NewList returns a list that holds these addresses, each once; one in both is banned. After each change the
// list calls save with all its addresses, in the goroutine of the change and never twice at a time; the last
// call has the newest addresses.
func NewList(banned, allowed []netip.Addr, save func(banned, allowed []netip.Addr) error) *List {
	l := &List{saveFunc: save}
	seen := make(map[netip.Addr]bool, len(banned)+len(allowed))
	l.banned = unseen(banned, seen)
	l.allowed = unseen(allowed, seen)
	return l
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

// IsBanned reports whether connections from an address are rejected.
func (l *List) IsBanned(a netip.Addr) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Contains(l.banned, a)
}

// IsAllowed reports whether connections from an address are admitted without asking.
func (l *List) IsAllowed(a netip.Addr) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Contains(l.allowed, a)
}

// Lists returns copies of both lists, in the order in which the addresses were added.
func (l *List) Lists() (banned, allowed []netip.Addr) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.banned), slices.Clone(l.allowed)
}

// Ban rejects connections from a from now on. A *FullError means it did not take effect; any other error
// means it could not be saved and holds until the program ends.
//
// Ban, Allow and Remove save the list, which may wait for a disk: call them neither on a window's goroutine
// nor while a lock is held.
func (l *List) Ban(a netip.Addr) error { return l.add(a.Unmap(), &l.banned, &l.allowed) }

// Allow admits connections from a without asking from now on. The error is as for Ban.
func (l *List) Allow(a netip.Addr) error { return l.add(a.Unmap(), &l.allowed, &l.banned) }

// add adds an address to one list and removes it from the other one.
func (l *List) add(a netip.Addr, to, from *[]netip.Addr) error {
	l.mu.Lock()
	if len(*to) >= MaxAddresses && !slices.Contains(*to, a) {
		l.mu.Unlock()
		return &FullError{}
	}
	if !slices.Contains(*to, a) {
		*to = append(*to, a)
	}
	*from = without(*from, a)
	l.mu.Unlock()
	return l.save()
}

// Remove removes an address from both lists at once. An error means that the change could not be saved and
// holds until the program ends.
func (l *List) Remove(a netip.Addr) error {
	l.mu.Lock()
	l.banned, l.allowed = without(l.banned, a.Unmap()), without(l.allowed, a.Unmap())
	l.mu.Unlock()
	return l.save()
}

// without removes an address from a list in place.
func without(list []netip.Addr, a netip.Addr) []netip.Addr {
	return slices.DeleteFunc(list, func(b netip.Addr) bool { return a == b })
}

// save saves the addresses. It serialises saves, so that the newest addresses are saved last.
func (l *List) save() error {
	if l.saveFunc == nil {
		return nil
	}
	l.saving.Lock()
	defer l.saving.Unlock()
	return l.saveFunc(l.Lists())
}
