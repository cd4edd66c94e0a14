package spelling_test

import (
	"fmt"

	"porchlight/internal/spelling"
)

// What was typed is none of the games, but near to one.
func ExampleNearest() {
	fmt.Println(spelling.Nearest("Ehco", []string{"Echo", "Objects", "Positions"}))
	// Output: [Echo]
}
