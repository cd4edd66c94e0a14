package access

import (
	"fmt"
	"net/netip"
	"slices"
	"sync"
)

// MaxAddresses is the limit of addresses in each of the two lists.
const MaxAddresses = 10_000

// Addresses are the contents of a [List], in the order in which they were added.
type Addresses struct{ Banned, Allowed []netip.Addr }

// Storage keeps the addresses of a [List] for later runs of the program and for others that run now.
type Storage interface {
	// Update replaces the stored addresses by the result of change in one step: no other program changes them
	// meanwhile. stored is nil if nothing is stored. The error is the storage's; nothing is stored then.
	Update(change func(stored *Addresses) Addresses) error
	// Refresh returns the stored addresses if another program may have changed them since the last call of a
	// method.
	Refresh() (stored Addresses, isNew bool)
}

// A List holds the addresses that are banned and those that are allowed without asking; an address is
// never both. It is safe for concurrent use. The zero List is empty and is kept in memory only.
type List struct {
	storage Storage    // nil: kept in memory only
	saving  sync.Mutex // held while storage is used, before mu

	mu sync.RWMutex
	membership
	unsaved    []change // since the last one that was saved, oldest first, one of each address
	lastChange uint64   // number of the newest change
}

// FullError is the error of adding an address to a list of MaxAddresses.
type FullError struct{}

func (*FullError) Error() string {
	return fmt.Sprintf("the list holds %d addresses already", MaxAddresses)
}

// NewList returns a list that holds these addresses, each once; one in both is banned. After each change the
// list updates the storage, in the goroutine of the change and never twice at a time.
func NewList(a Addresses, storage Storage) *List {
	return &List{storage: storage, membership: newMembership(a)}
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
// means it could not be saved and holds until the program ends, or until a later change is saved with it.
//
// Ban, Allow and Remove save the list, which may wait for a disk: call them neither on a window's goroutine
// nor while a lock is held.
func (l *List) Ban(a netip.Addr) error { return l.change(change{addr: a, to: bannedList}) }

// Allow admits connections from a without asking from now on. The error is as for Ban.
func (l *List) Allow(a netip.Addr) error { return l.change(change{addr: a, to: allowedList}) }

// Remove removes an address from both lists at once. An error means that the change could not be saved, as
// for Ban.
func (l *List) Remove(a netip.Addr) error { return l.change(change{addr: a, to: noList}) }

// change makes a change in memory and then in the storage.
func (l *List) change(c change) error {
	c.addr = c.addr.Unmap()
	l.mu.Lock()
	if !l.apply(c) {
		l.mu.Unlock()
		return &FullError{}
	}
	if l.storage == nil {
		l.mu.Unlock()
		return nil
	}
	l.lastChange++
	c.number = l.lastChange
	l.unsaved = append(slices.DeleteFunc(l.unsaved, func(u change) bool { return u.addr == c.addr }), c)
	l.mu.Unlock()
	return l.save()
}

// save makes the unsaved changes in the storage, and takes over what other programs have stored there.
func (l *List) save() error {
	l.saving.Lock()
	defer l.saving.Unlock()
	l.mu.RLock()
	changes, inMemory := slices.Clone(l.unsaved), l.clone()
	l.mu.RUnlock()
	if len(changes) == 0 {
		return nil // they were saved with another goroutine's
	}
	var saved membership
	fit := true
	err := l.storage.Update(func(stored *Addresses) Addresses {
		saved = inMemory
		if stored != nil {
			saved = newMembership(*stored)
			fit = saved.applyAll(changes)
		}
		return saved.addresses()
	})
	if err != nil {
		return err
	}
	l.takeOver(saved, changes[len(changes)-1].number)
	if !fit {
		return &FullError{}
	}
	return nil
}

// Refresh takes over what other programs have stored since the last call, except for addresses with unsaved
// changes, and reports whether that changed the list. It may wait for the disk, as Ban does. It costs little
// while nothing changes.
func (l *List) Refresh() bool {
	if l.storage == nil {
		return false
	}
	l.saving.Lock()
	defer l.saving.Unlock()
	stored, isNew := l.storage.Refresh()
	return isNew && l.takeOver(newMembership(stored), 0)
}

// takeOver replaces the addresses in memory by those that are stored, in which the changes up to a number are
// made, and repeats later ones. It reports whether that changed anything.
func (l *List) takeOver(stored membership, saved uint64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unsaved = slices.DeleteFunc(l.unsaved, func(c change) bool { return c.number <= saved })
	stored.applyAll(l.unsaved)
	if slices.Equal(stored.banned, l.banned) && slices.Equal(stored.allowed, l.allowed) {
		return false
	}
	l.membership = stored
	return true
}
