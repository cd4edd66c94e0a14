package main

import (
	"context"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

const (
	// endTimeout bounds the end of the program after a signal. Windows allows as much.
	endTimeout = 5 * time.Second
	// repeatInterval is the time within which signals count as one: timeout(1), among others, sends a signal to the program
	// and to its process group.
	repeatInterval = 500 * time.Millisecond
)

// endingSignals returns the signals that end the program: SIGINT, which Ctrl+C sends, SIGTERM, and SIGHUP, which the end of a
// terminal sends, unless the program was started to ignore that one, as by nohup. On Windows, SIGTERM also stands for the
// end of the console and of the session.
func endingSignals() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// notifyEnd returns a channel that receives the ending signals. No signal ends the program by itself until stop is called.
func notifyEnd() (signals chan os.Signal, stop func()) {
	signals = make(chan os.Signal, 4)
	signal.Notify(signals, endingSignals()...)
	return signals, func() { signal.Stop(signals) }
}

// endingContext returns a context that ends with the first of the signals of notifyEnd. The program ends soon after that,
// unless stop is called before.
func endingContext() (ctx context.Context, signals chan os.Signal, stop context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	signals, stopSignals := notifyEnd()
	go awaitEnd(ctx, signals, func(os.Signal) { cancel() })
	return ctx, signals, func() {
		stopSignals()
		cancel()
	}
}

// awaitEnd calls end at the first signal, and makes sure that the program then ends: at once at the second one, and in any
// case after endTimeout. It returns before the first signal if ctx is done.
func awaitEnd(ctx context.Context, signals <-chan os.Signal, end func(os.Signal)) {
	var first os.Signal
	select {
	case first = <-signals:
	case <-ctx.Done():
		return
	}
	begin := time.Now()
	end(first)
	for timeout := time.After(endTimeout); ; {
		select {
		case s := <-signals:
			// The shell and the system both may send SIGHUP.
			if s == syscall.SIGHUP || time.Since(begin) < repeatInterval {
				continue
			}
		case <-timeout:
			endLate()
		}
		os.Exit(0)
	}
}

// endLate ends the program though something of it has not ended within endTimeout.
func endLate() {
	say("it was ended before everything was finished, since that took more than " + strconv.Itoa(int(endTimeout/time.Second)) + " seconds; the last lines of its output or its log may be missing.")
	os.Exit(endedLate)
}
