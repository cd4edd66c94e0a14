// Package access decides who may connect: the list of banned and allowed addresses, which outlives the
// program in a small file; the policy; how many connections one address may have; and how often it may
// connect.
//
// [Controller.Decide] depends only on its arguments and on what the controller was told before: nothing in
// it opens a socket, reads a clock or writes a log.
package access

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
)

// MaxAddresses is how many addresses each of the two lists holds at most.
const MaxAddresses = 10_000

// A List holds the addresses that are banned and those that are allowed without asking; an address is
// never both. Any goroutine may use it. The zero List is empty and is kept in memory only.
type List struct {
	path   string // "": kept in memory only
	saving sync.Mutex

	mu      sync.RWMutex
	banned  []netip.Addr // in the order in which they were added
	allowed []netip.Addr
}

// FullError says that a list holds MaxAddresses already.
type FullError struct{}

func (*FullError) Error() string {
	return fmt.Sprintf("the list holds %d addresses already", MaxAddresses)
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

// Ban has connections from an address rejected from now on. As with every change, it takes effect at once.
// The error is a *FullError where it did not take effect, and otherwise about saving the list: then it
// holds until the program ends.
func (l *List) Ban(a netip.Addr) error { return l.add(a.Unmap(), &l.banned, &l.allowed) }

// Allow has connections from an address admitted without asking from now on. The error is as for Ban.
func (l *List) Allow(a netip.Addr) error { return l.add(a.Unmap(), &l.allowed, &l.banned) }

// add puts an address on one list and takes it off the other one.
func (l *List) add(a netip.Addr, to, from *[]netip.Addr) error {
	l.mu.Lock()
	if len(*to) >= MaxAddresses && !slices.Contains(*to, a) {
		l.mu.Unlock()
		return &FullError{}
	}
	*to, *from = with(*to, a), without(*from, a)
	l.mu.Unlock()
	return l.save()
}

// Remove takes an address off both lists. The error is about saving the list.
func (l *List) Remove(a netip.Addr) error {
	l.mu.Lock()
	l.banned, l.allowed = without(l.banned, a.Unmap()), without(l.allowed, a.Unmap())
	l.mu.Unlock()
	return l.save()
}

func with(list []netip.Addr, a netip.Addr) []netip.Addr {
	if slices.Contains(list, a) {
		return list
	}
	return append(list, a)
}

// without returns a new list, since the old one's memory may be in use.
func without(list []netip.Addr, a netip.Addr) []netip.Addr {
	return slices.DeleteFunc(slices.Clone(list), func(b netip.Addr) bool { return a == b })
}
