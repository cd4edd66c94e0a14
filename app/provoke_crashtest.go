//go:build crashtest

package main

import (
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
)

// provoke makes the program crash when it receives SIGUSR1. PORCHLIGHT_CRASH is "kind:secret": the kind of crash, and
// the text that its panic carries, which must not get into a report.
func provoke(c *catcher) {
	kind, secret, _ := strings.Cut(os.Getenv("PORCHLIGHT_CRASH"), ":")
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1)
	switch kind {
	case "goroutine":
		go func() {
			defer c.catch()
			<-signals
			panic(secret)
		}()
	case "window":
		go func() {
			<-signals
			onWindow(func() { panic(secret) })
		}()
	case "window-index":
		go func() {
			<-signals
			onWindow(func() {
				var none []int
				none[len(secret)]++ //nolint:gosec // the wanted crash
			})
		}()
	case "uncaught":
		go func() {
			<-signals
			panic(secret + "\ngoroutine 1 [running]:\n" + secret)
		}()
	case "fatal":
		go func() {
			<-signals
			new(sync.Mutex).Unlock() // it is not locked, and recover does not catch that
		}()
	}
}
