// Soak runs a crowd of hostile clients against the built program for some minutes, with a few good players among
// them. It proves that no good player misses a byte or waits too long, that the memory of the program stays below its
// bound, and that the program ends in order. The program prints joins and leaves as JSON and logs every message.
//
//	go run ./test/soak [-program build/porchlight] [-time 3m] [-hostile 1000] [-good 20]
//
// It needs Linux. It connects to 127.0.0.1 only, from several addresses of 127.0.0.0/8.
//
// Exit status: 0 if all of that holds, 1 if it does not, 2 for wrong flags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// settings are the parameters of a run.
type settings struct {
	program string        // path of the built program
	time    time.Duration // duration of the run
	hostile int           // hostile clients at a time
	good    int           // good players
}

func main() {
	var s settings
	flag.StringVar(&s.program, "program", "build/porchlight", "the built `program`")
	flag.DurationVar(&s.time, "time", 3*time.Minute, "`duration` of the run")
	flag.IntVar(&s.hostile, "hostile", 1000, "`number` of hostile clients at a time")
	flag.IntVar(&s.good, "good", 20, "`number` of good players")
	flag.Parse()
	if flag.NArg() > 0 || s.hostile < 0 || s.good < 2 || s.good > room {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	report, err := soak(ctx, s)
	stop()
	fmt.Print(report)
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
