//go:build crashtest

package main

import (
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
)

// provoke has the program crash at SIGUSR1. PORCHLIGHT_CRASH says how, as "goroutine:a secret": the way, and what the
// panic is called with, which no report may have.
func provoke(c *catcher) {
	way, secret, _ := strings.Cut(os.Getenv("PORCHLIGHT_CRASH"), ":")
	now := make(chan os.Signal, 1)
	signal.Notify(now, syscall.SIGUSR1)
	switch way {
	case "goroutine":
		go func() {
			defer c.catch()
			<-now
			panic(secret)
		}()
	case "window":
		go func() {
			<-now
			onWindow(func() {
				var none []int
				none[len(secret)]++ //nolint:gosec // the crash that is wanted
			})
		}()
	case "uncaught":
		go func() {
			<-now
			panic(secret + "\ngoroutine 1 [running]:\n" + secret)
		}()
	case "fatal":
		go func() {
			<-now
			new(sync.Mutex).Unlock() // of what is not locked: nothing recovers from that
		}()
	}
}
