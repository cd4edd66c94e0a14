package tomlkeys_test

import (
	"fmt"

	"porchlight/internal/tomlkeys"
)

// The third key is the one in the table.
func ExampleFind() {
	text := "port = 5555\n[window]\nwidth = 960\n"
	fmt.Println(text[tomlkeys.Find([]byte(text), 2):])
	// Output: width = 960
}
