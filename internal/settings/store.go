package settings

import (
	"errors"
	"maps"
	"math"
	"sync"
	"time"
)

// SaveDelay is the time from a change until the file is written, with all other changes by then.
const SaveDelay = 500 * time.Millisecond

// Store holds settings by name: integers, floats, strings and booleans. A change takes effect at once and is
// written after SaveDelay by a goroutine of the store; only Flush waits for the disk. A Store is safe for
// concurrent use. The zero Store is empty and keeps its values in memory only.
type Store struct {
	path   string // "": in memory only
	failed func(error)

	saving sync.Mutex // held while the file is written, before mu

	mu      sync.Mutex
	values  map[string]any
	unsaved bool // values differ from the file
	timer   *time.Timer
}

// Open reads the settings in a file, as [Read] does. The store is usable even if there is an error: after a
// *[DamagedError] it is empty and writes to the same path; after any other error it keeps changes in memory
// only. failed is called with the error of a write, on the goroutine of that write; the changes then last until
// the program ends. Call Flush at the end.
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

// Bool returns a boolean, or false if it is not set.
func (v *Store) Bool(name string) bool { return v.BoolWithFallback(name, false) }

// BoolWithFallback returns a boolean.
func (v *Store) BoolWithFallback(name string, fallback bool) bool { return get(v, name, fallback) }

// String returns a string, or "" if it is not set.
func (v *Store) String(name string) string { return v.StringWithFallback(name, "") }

// StringWithFallback returns a string.
func (v *Store) StringWithFallback(name, fallback string) string { return get(v, name, fallback) }

// FloatWithFallback returns a number.
func (v *Store) FloatWithFallback(name string, fallback float64) float64 {
	whole := get(v, name, int64(math.MinInt64)) // a person may have written it so
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

// set changes a value and schedules a write.
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

// Flush writes unsaved changes and returns when they are on disk. Without unsaved changes it does nothing.
func (v *Store) Flush() {
	v.saving.Lock() // the newest values are written last
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
