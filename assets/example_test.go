package assets_test

import (
	"fmt"
	"io/fs"

	"porchlight/assets"
)

// The files of the built-in games are named in their order.
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
