//go:build !linux && !darwin

package lan

// isRadio: Windows names its adapters for people, and kindOf goes by the names.
func isRadio(string) bool { return false }

func radioLabels() map[string]string { return nil }
