package assets_test

import (
	"fmt"
	"io/fs"

	"porchlight/assets"
)

// The built-in games come in the order of their files.
func ExampleGames() {
	files, err := fs.Glob(assets.Games(), "*.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range files[:3] {
		fmt.Println(name)
	}
	// Output:
	// 1-echo.toml
	// 2-positions.toml
	// 3-objects.toml
}
