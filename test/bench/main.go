// Bench measures the built program beside minimal servers that do the same work, and its window beside a minimal one.
// It prints a table of the figures and whether the program meets its targets.
//
//	go run ./test/bench [-program build/porchlight] [-short] [-only WORD] [-long TIME]
//
// It needs Linux and Go, Python for the rows with the console script, and what test/desktop needs for the rows with
// the window. Within each of nine rounds all servers take turns, in an order that alternates, so that other load on
// the machine affects all of them. Figures are medians of the rounds and ratios of medians. It connects to 127.0.0.1
// only.
//
// Exit status: 0 if everything was measured, even if a target is missed; 1 if a reply was wrong or a server failed; 2
// for wrong flags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// maxDuration bounds the whole run.
const maxDuration = 15 * time.Minute

// settings are the parameters of a run.
type settings struct {
	program string        // path of the built program
	only    string        // a word: only workloads whose name contains it are measured
	rounds  int           // number of turns of each server
	round   time.Duration // duration of a turn
	long    time.Duration // for how long the memory of the window is sampled
}

func main() {
	s := settings{rounds: 9, round: 800 * time.Millisecond}
	short := false
	flag.StringVar(&s.program, "program", "build/porchlight", "the built `program`")
	flag.StringVar(&s.only, "only", "", "measure only workloads whose name contains this `word`")
	flag.BoolVar(&short, "short", false, "turns of 0.15 s instead of 0.8 s: takes about a minute, less exact")
	flag.DurationVar(&s.long, "long", time.Minute, "for how long the window's memory is sampled under load")
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
	ctx, cancel := context.WithTimeout(ctx, maxDuration+2*s.long)
	defer cancel()
	if err := measure(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return 0
}
