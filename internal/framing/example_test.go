package framing_test

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"porchlight/internal/framing"
)

// What arrived glued together and in pieces is two messages again.
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

// A framing puts repeating a message what its reader looks for.
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
