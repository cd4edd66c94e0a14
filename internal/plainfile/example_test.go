package plainfile_test

import (
	"fmt"
	"os"

	"porchlight/internal/plainfile"
)

// A folder is not read, nor would a pipe or a device be.
func ExampleRead() {
	_, err := plainfile.Read(os.TempDir(), 1<<20)
	fmt.Println(err)
	// Output: it is not a plain file
}
