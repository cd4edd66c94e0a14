package lan

import (
	"os"
	"path/filepath"
)

// isRadio tells whether the kernel says that an adapter is a wireless one.
func isRadio(name string) bool {
	_, err := os.Stat(filepath.Join("/sys/class/net", name, "wireless"))
	return err == nil
}

// radioLabels: Linux has no names for people.
func radioLabels() map[string]string { return nil }
