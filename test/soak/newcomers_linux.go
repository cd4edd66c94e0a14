package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"

	"porchlight/test/headless"
)

// Pauses of those who look at the program meanwhile.
const (
	newcomerPause = 200 * time.Millisecond
	readingTime   = 10 * time.Second // of the program's output, before a pause
	pauseTime     = 3 * time.Second  // in which nobody reads it
)

// measureNewcomers connects one client after the other until ctx is done, and returns the times from connecting to the
// greeting, in order of length. The error is that of a client that was not greeted.
func measureNewcomers(ctx context.Context, program *headless.Program) (waits []time.Duration, err error) {
	for ; ctx.Err() == nil; pause(ctx, newcomerPause) {
		began := time.Now()
		conn, err := net.DialTimeout("tcp4", program.Address().String(), maxWait)
		if err != nil {
			return waits, fmt.Errorf("a newcomer: %w", err)
		}
		err = errors.Join(conn.SetDeadline(began.Add(2*maxWait)), readGreeting(conn))
		_ = conn.Close()
		if err != nil {
			return waits, fmt.Errorf("a newcomer: %w", err)
		}
		waits = append(waits, time.Since(began))
	}
	slices.Sort(waits)
	return waits, nil
}

func readGreeting(conn net.Conn) error {
	_, err := io.ReadFull(conn, make([]byte, header+1))
	return err
}

// pauseReading stops reading the program's output now and then until ctx is done.
func pauseReading(ctx context.Context, program *headless.Program) {
	for pause(ctx, readingTime); ctx.Err() == nil; pause(ctx, readingTime) {
		resume := program.PauseReading()
		pause(ctx, pauseTime)
		resume()
	}
}
