//go:build !windows

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// toConsole does nothing: only on Windows does a program with a window lack a console.
func toConsole() {}

// ownConsole does nothing, as toConsole.
func ownConsole() {}

// fail prints why the program ends on standard error.
func fail(sentence string) { fmt.Fprintln(os.Stderr, "porchlight:", sentence) }

// untilInterrupted returns a context that ends with SIGINT, which Ctrl+C sends, or SIGTERM.
func untilInterrupted() (ctx context.Context, stop context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}
