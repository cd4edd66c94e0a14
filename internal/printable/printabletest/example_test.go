package printabletest_test

import (
	"fmt"

	"porchlight/internal/printable/printabletest"
)

func ExampleUnsafeCharacter() {
	fmt.Printf("%q %q\n", printabletest.UnsafeCharacter("a\nb"), printabletest.UnsafeCharacter("50,50"))
	// Output: "\n" ""
}
