package suggest_test

import (
	"fmt"

	"porchlight/internal/suggest"
)

// What was typed is none of the games, but near to one.
func ExampleNearest() {
	fmt.Println(suggest.Nearest("Ehco", []string{"Echo", "Objects", "Positions"}))
	// Output: [Echo]
}
