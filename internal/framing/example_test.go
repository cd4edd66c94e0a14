package framing_test

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"porchlight/internal/framing"
)

// Next returns messages as they were sent, however TCP splits and coalesces them.
func Example() {
	lines, err := framing.Parse("line")
	if err != nil {
		fmt.Println(err)
		return
	}
	stream := io.MultiReader(strings.NewReader("one\ntw"), strings.NewReader("o\n"))
	r := lines.NewReader(stream, 2048, 1<<20)
	for {
		msg, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		fmt.Printf("%s\n", msg)
	}
	// Output:
	// one
	// two
}

// Append writes the length or terminator that a Reader with the same framing expects.
func ExampleFraming_Append() {
	lengths, err := framing.Parse("u32be")
	if err != nil {
		fmt.Println(err)
		return
	}
	framed, err := lengths.Append(nil, []byte("hello"))
	fmt.Printf("%q %v\n", framed, err)
	// Output: "\x00\x00\x00\x05hello" <nil>
}
