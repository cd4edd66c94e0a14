//go:build !windows

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// toConsole and ownConsole are for Windows, where a program with a window belongs to no console.
func toConsole() {}

func ownConsole() {}

// fail says on standard error why the program ends.
func fail(sentence string) { fmt.Fprintln(os.Stderr, "porchlight:", sentence) }

// untilInterrupted gives a context that ends with SIGINT, which Ctrl+C sends, and SIGTERM.
func untilInterrupted() (ctx context.Context, stop context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}
