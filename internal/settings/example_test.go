package settings_test

import (
	"fmt"
	"os"
	"path/filepath"

	"porchlight/internal/settings"
)

// A setting is there at the next start.
func Example() {
	folder, err := os.MkdirTemp("", "settings-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "settings.toml")
	failed := func(err error) { fmt.Println("not saved:", err) }

	values, _ := settings.Open(path, failed)
	values.SetInt("port", 5600)
	values.Flush()

	again, err := settings.Open(path, failed)
	fmt.Println(again.IntWithFallback("port", 5555), again.IntWithFallback("players", 2), err)
	// Output: 5600 2 <nil>
}
