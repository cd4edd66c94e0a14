package main

import (
	"fmt"
	"os"
	"time"
)

// sayTimeout bounds the wait for the reader of standard error, which may have stopped reading.
const sayTimeout = time.Second

// say writes a sentence for the person to standard error. It returns after sayTimeout even if that is not done; it is then
// written when the reader goes on.
func say(sentence string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		fmt.Fprintln(os.Stderr, "porchlight:", sentence)
	}()
	select {
	case <-done:
	case <-time.After(sayTimeout):
	}
}
