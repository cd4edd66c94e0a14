//go:build crashtest

package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// provoke has the program crash as the environment says when it gets a signal.
func provoke(c *catcher) {
	const secret = "a player's message"
	way := os.Getenv("PORCHLIGHT_CRASH")
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
