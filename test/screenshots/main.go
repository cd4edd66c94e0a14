// Screenshots takes the pictures of the project's documents: it runs the program on a computer of a small network,
// connects friends from another one, and saves what its window shows.
//
//	go run ./test/screenshots [FOLDER [SCENE]]
//
// Without arguments it takes every scene into docs/pictures. It needs Linux, root, and what test/desktop and
// test/network need.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./test/screenshots [FOLDER [SCENE]]")
	}
	flag.Parse()
	if flag.NArg() > 2 {
		flag.Usage()
		os.Exit(2)
	}
	folder := "docs/pictures"
	if flag.NArg() > 0 {
		folder = flag.Arg(0)
	}
	if err := takeAll(folder, flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}
