package settings

import (
	"errors"
	"maps"
	"math"
	"sync"
	"time"
)

// SaveDelay is how long after a change the file is written, with everything else that was changed by then.
const SaveDelay = 500 * time.Millisecond

// Store holds settings by name: integers, floats, strings and booleans. A change holds at once and is written
// to the file within SaveDelay, by a goroutine of the store: no other call than Flush waits for the disk. Any
// goroutine may use a Store. The zero Store is empty and keeps its values in memory alone.
type Store struct {
	path   string // "": kept in memory alone
	failed func(error)

	saving sync.Mutex // held while the file is written, before mu

	mu      sync.Mutex
	values  map[string]any
	unsaved bool // values differ from the file
	timer   *time.Timer
}

// Open reads the settings in a file, which need not exist, as Read does. The store can be used whatever the
// error says: after a *DamagedError it is empty and goes on under the file's old name; after any other the
// file could not be read, and changes are kept in memory alone. failed is called with the error when changes
// could not be written, from the goroutine that tried; the changes then hold until the program ends. Call
// Flush at the end.
func Open(path string, failed func(error)) (*Store, error) {
	v := &Store{path: path, failed: failed, values: map[string]any{}}
	err := Read(path, &v.values, func() error { return nil })
	if err == nil {
		return v, nil
	}
	v.values = map[string]any{}
	if _, damaged := errors.AsType[*DamagedError](err); !damaged {
		v.path = ""
	}
	return v, err
}

// Bool returns a boolean, and false where there is none.
func (v *Store) Bool(name string) bool { return v.BoolWithFallback(name, false) }

// BoolWithFallback returns a boolean.
func (v *Store) BoolWithFallback(name string, fallback bool) bool { return get(v, name, fallback) }

// String returns a string, and "" where there is none.
func (v *Store) String(name string) string { return v.StringWithFallback(name, "") }

// StringWithFallback returns a string.
func (v *Store) StringWithFallback(name, fallback string) string { return get(v, name, fallback) }

// FloatWithFallback returns a number.
func (v *Store) FloatWithFallback(name string, fallback float64) float64 {
	whole := get(v, name, int64(math.MinInt64)) // as a person may write it
	if whole != math.MinInt64 {
		return float64(whole)
	}
	return get(v, name, fallback)
}

// IntWithFallback returns an integer.
func (v *Store) IntWithFallback(name string, fallback int) int {
	return int(get(v, name, int64(fallback)))
}

func get[T any](v *Store, name string, fallback T) T {
	v.mu.Lock()
	defer v.mu.Unlock()
	if value, ok := v.values[name].(T); ok {
		return value
	}
	return fallback
}

// SetBool changes a boolean.
func (v *Store) SetBool(name string, value bool) { v.set(name, value) }

// SetString changes a string.
func (v *Store) SetString(name, value string) { v.set(name, value) }

// SetFloat changes a number.
func (v *Store) SetFloat(name string, value float64) { v.set(name, value) }

// SetInt changes an integer.
func (v *Store) SetInt(name string, value int) { v.set(name, int64(value)) }

const preface = "# Written by Porchlight: what was chosen in its window.\n"

// set changes a value and has it written later.
func (v *Store) set(name string, value any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.values[name] == value {
		return
	}
	if v.values == nil {
		v.values = map[string]any{}
	}
	v.values[name] = value
	if v.path == "" || v.unsaved {
		return
	}
	v.unsaved = true
	v.timer = time.AfterFunc(SaveDelay, v.Flush)
}

// Flush writes what was changed and not written yet, and returns when it is on the disk. It does nothing
// where there is no such change.
func (v *Store) Flush() {
	v.saving.Lock() // so that the newest is written last
	defer v.saving.Unlock()
	v.mu.Lock()
	unsaved, values := v.unsaved, maps.Clone(v.values)
	v.unsaved = false
	if v.timer != nil {
		v.timer.Stop()
	}
	v.mu.Unlock()
	if !unsaved {
		return
	}
	if err := Write(v.path, preface, values); err != nil {
		v.failed(err)
	}
}
