// Screenshots makes the project's pictures: it runs the program on a computer of a small network, lets
// friends come in from others, and saves what its window shows.
//
//	go run ./test/screenshots [FOLDER [SCENE]]
//
// The folder is docs/pictures where none is given, and every scene is taken. It needs Linux, root, and what test/desktop and
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
	only := ""
	if len(os.Args) > 2 {
		only = os.Args[2]
	}
	if err := takeAll(folder, only); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}
