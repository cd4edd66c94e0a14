package lan

import (
	"os"
	"path/filepath"
)

// isRadio reports whether the kernel lists an adapter as wireless.
func isRadio(name string) bool {
	_, err := os.Stat(filepath.Join("/sys/class/net", name, "wireless"))
	return err == nil
}

// radioLabels returns nil: Linux has no names for people.
func radioLabels() map[string]string { return nil }
