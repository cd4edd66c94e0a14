package kit_test

import (
	"fmt"

	"porchlight/internal/ui/kit"
)

// A message with control characters, in rows of 40 and of 16 columns.
func ExamplePayloadText() {
	msg := []byte("move 12 7\x1b[31m and then some more\n")
	fmt.Println(kit.PayloadText(msg, uint32(len(msg)), false, 40))
	fmt.Println(kit.PayloadText(msg, uint32(len(msg)), false, 16))
	// Output:
	// move 12 7\x1b[31m and then some more\n
	// move 1…re\n (34)
}
