package crash_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"porchlight/internal/crash"
)

// A report has the stack of a panic, but no message of a player.
func Example() {
	folder, err := os.MkdirTemp("", "crash-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	reports := crash.New(folder, "0.1.0")
	func() {
		defer func() {
			if _, err := reports.Write(recover(), debug.Stack()); err != nil {
				fmt.Println(err)
			}
		}()
		panic("cannot answer: my secret is 1234")
	}()

	text, err := os.ReadFile(reports.Last())
	fmt.Println(strings.Contains(string(text), "goroutine"), strings.Contains(string(text), "secret"), err)
	// Output: true false <nil>
}
