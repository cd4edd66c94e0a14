// Bench measures the built program beside barer servers that do the same work, and its window beside a
// bare one, and prints which of the figures that Porchlight is to hold it holds.
//
//	go run ./test/bench [-program build/porchlight] [-short] [-only WORD] [-long TIME]
//
// It needs Linux and Go, Python for the rows with the console script, and what test/desktop needs for
// those with the window. All servers take their turns
// within each of nine rounds, in an order that alternates, so that whatever else the machine does meets
// all of them. Figures are medians of the rounds and ratios of those. It sends to 127.0.0.1 only.
//
// Exit status: 0 when everything was measured, also where a figure falls short; 1 when a reply was
// wrong or a server failed; 2 for wrong flags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// longest bounds the whole run, whatever goes wrong.
const longest = 15 * time.Minute

// settings are how much is measured.
type settings struct {
	program string        // path of the built program
	only    string        // works whose name contains it
	rounds  int           // how often each server has its turn
	round   time.Duration // how long a turn is
	long    time.Duration // for how long memory is watched
}

func main() {
	s := settings{rounds: 9, round: 800 * time.Millisecond}
	short := false
	flag.StringVar(&s.program, "program", "build/porchlight", "the built `program`")
	flag.StringVar(&s.only, "only", "", "measure only works whose name contains this `word`")
	flag.BoolVar(&short, "short", false, "turns of 0.15 s instead of 0.8 s: a look in about a minute, less exact")
	flag.DurationVar(&s.long, "long", time.Minute, "for how long the window's memory is watched under load")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if short {
		s.round = 150 * time.Millisecond
	}
	os.Exit(run(s))
}

func run(s settings) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, longest+2*s.long)
	defer cancel()
	if err := measure(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return 0
}
