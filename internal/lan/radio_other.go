//go:build !linux && !darwin

package lan

// isRadio returns false: on Windows kindOf recognises radios by name.
func isRadio(string) bool { return false }

// radioLabels returns nil: Windows names its adapters for people.
func radioLabels() map[string]string { return nil }
