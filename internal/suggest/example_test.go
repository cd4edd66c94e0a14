package suggest_test

import (
	"fmt"

	"porchlight/internal/suggest"
)

// A misspelt name is similar to that of one game.
func ExampleNearest() {
	fmt.Println(suggest.Nearest("Ehco", []string{"Echo", "Objects", "Positions"}))
	// Output: [Echo]
}
