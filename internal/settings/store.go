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
//
// Several programs may use the same file. A write keeps what the others have changed, and Refresh takes it over.
type Store struct {
	file   *SharedFile // nil: in memory only
	failed func(error)

	saving sync.Mutex // held while the file is read or written, before mu

	mu      sync.Mutex
	values  map[string]any
	changed map[string]any // values that were set since the last successful write
	pending bool           // a write is scheduled
	timer   *time.Timer
}

// Open reads the settings in a file, as [Read] does. The store is usable even if there is an error: after a
// *[DamagedError] it is empty and writes to the same path; after any other error it keeps changes in memory
// only. failed is called with the error of a write, on the goroutine of that write; the changes then last until
// the program ends. Call Flush at the end.
func Open(path string, failed func(error)) (*Store, error) {
	v := &Store{file: NewSharedFile(path, "", preface), failed: failed, values: map[string]any{}}
	err := v.file.Read(&v.values, anyContent)
	if err == nil {
		return v, nil
	}
	v.values = map[string]any{}
	if _, damaged := errors.AsType[*DamagedError](err); !damaged {
		v.file = nil
	}
	return v, err
}

// anyContent is the check of a file in which every key and value is valid.
func anyContent() error { return nil }

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
	if v.file == nil {
		return
	}
	if v.changed == nil {
		v.changed = map[string]any{}
	}
	v.changed[name] = value
	if v.pending {
		return
	}
	v.pending = true
	v.timer = time.AfterFunc(SaveDelay, v.Flush)
}

// Flush writes unsaved changes and returns when they are on disk. Without unsaved changes it does nothing.
// Changes that could not be written are written with the next one.
func (v *Store) Flush() {
	v.saving.Lock() // the newest values are written last
	defer v.saving.Unlock()
	v.mu.Lock()
	pending, changed, values := v.pending, v.changed, maps.Clone(v.values)
	v.pending, v.changed = false, nil
	if v.timer != nil {
		v.timer.Stop()
	}
	v.mu.Unlock()
	if !pending {
		return
	}
	stored := map[string]any{}
	err := v.file.Update(&stored, anyContent, func(exists bool) (any, error) {
		if !exists { // or gone, or damaged, since it was read
			stored = values
		}
		maps.Copy(stored, changed)
		return stored, nil
	})
	if err != nil {
		v.mu.Lock()
		maps.Copy(changed, v.changed)
		v.changed = changed
		v.mu.Unlock()
		v.failed(err)
		return
	}
	v.replace(stored)
}

// Refresh takes over what other programs have written since the last call, except for settings with unsaved
// changes. It may wait for the disk. It costs little while nothing changes.
func (v *Store) Refresh() {
	if v.file == nil {
		return
	}
	v.saving.Lock()
	defer v.saving.Unlock()
	stored := map[string]any{}
	if v.file.Refresh(&stored, anyContent) {
		v.replace(stored)
	}
}

// replace replaces the values by those in the file, but for unsaved changes.
func (v *Store) replace(stored map[string]any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.values = maps.Clone(stored)
	maps.Copy(v.values, v.changed)
}
