// Screenshots makes the project's pictures: it runs the program on a computer of a small network, lets
// friends come in from others, and saves what its window shows.
//
//	go run ./test/screenshots [FOLDER]
//
// The folder is docs/pictures where none is given. It needs Linux, root, and what test/desktop and
// test/network need.
package main

import (
	"fmt"
	"os"
)

func main() {
	folder := "docs/pictures"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := takeAll(folder); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}
