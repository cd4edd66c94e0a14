package settings

import (
	"errors"
	"math"
	"sync"
)

// Store are settings by name: whole numbers, numbers, texts, and yes or no. Each change is on the disk
// when its call returns. Any goroutine may use them.
type Store struct {
	path   string // "": kept in memory alone
	failed func(error)

	mu     sync.Mutex
	values map[string]any
}

// Open reads the values in a file, which need not exist, as Read does. They can be used whatever the
// error says: after a *DamagedError they are none and go on under the file's old name; after any other
// the file could not be read, and changes are kept in memory alone. Failed is told when a change could
// not be written, by whoever made it; the change holds until the program ends then.
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

// Bool gives a yes or no, and no where there is none.
func (v *Store) Bool(name string) bool { return v.BoolWithFallback(name, false) }

// BoolWithFallback gives a yes or no.
func (v *Store) BoolWithFallback(name string, otherwise bool) bool { return get(v, name, otherwise) }

// String gives a text, and "" where there is none.
func (v *Store) String(name string) string { return v.StringWithFallback(name, "") }

// StringWithFallback gives a text.
func (v *Store) StringWithFallback(name, otherwise string) string { return get(v, name, otherwise) }

// FloatWithFallback gives a number.
func (v *Store) FloatWithFallback(name string, otherwise float64) float64 {
	whole := get(v, name, int64(math.MinInt64)) // as a person may write it
	if whole != math.MinInt64 {
		return float64(whole)
	}
	return get(v, name, otherwise)
}

// IntWithFallback gives a whole number.
func (v *Store) IntWithFallback(name string, otherwise int) int {
	return int(get(v, name, int64(otherwise)))
}

func get[T any](v *Store, name string, otherwise T) T {
	v.mu.Lock()
	defer v.mu.Unlock()
	if value, ok := v.values[name].(T); ok {
		return value
	}
	return otherwise
}

// SetBool keeps a yes or no.
func (v *Store) SetBool(name string, value bool) { v.set(name, value) }

// SetString keeps a text.
func (v *Store) SetString(name, value string) { v.set(name, value) }

// SetFloat keeps a number.
func (v *Store) SetFloat(name string, value float64) { v.set(name, value) }

// SetInt keeps a whole number.
func (v *Store) SetInt(name string, value int) { v.set(name, int64(value)) }

const preface = "# Written by Porchlight: what was chosen in its window.\n"

func (v *Store) set(name string, value any) {
	if err := v.keep(name, value); err != nil {
		v.failed(err)
	}
}

// keep writes under the lock, so that the newest is written last.
func (v *Store) keep(name string, value any) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.values[name] == value {
		return nil
	}
	v.values[name] = value
	if v.path == "" {
		return nil
	}
	return Write(v.path, preface, v.values)
}
