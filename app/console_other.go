//go:build !windows

package main

import (
	"context"
)

// toConsole does nothing: only on Windows does a program with a window lack a console.
func toConsole() {}

// ownConsole does nothing, as toConsole.
func ownConsole() {}

// fail prints why the program ends on standard error.
func fail(sentence string) { say(sentence) }

// untilInterrupted returns a context that ends with the first of endingSignals. The program ends soon after that.
func untilInterrupted() (ctx context.Context, stop context.CancelFunc) {
	ctx, _, stop = endingContext()
	return ctx, stop
}
