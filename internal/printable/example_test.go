package printable_test

import (
	"fmt"

	"porchlight/internal/printable"
)

func ExampleText() {
	fmt.Println(printable.Text([]byte("50,50\n\x1b[2J")))
	fmt.Println(printable.Text([]byte{0xff, 0x00, 0x7f}))
	// Output:
	// 50,50\n\x1b[2J
	// ff 00 7f
}
