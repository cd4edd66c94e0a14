// Soak has a crowd of hostile clients at the built program for some minutes, and a few good players among
// them, and says whether the program held: that no good player missed a byte or waited for long, that its
// memory stayed below its bound, and that it ended well.
//
//	go run ./test/soak [-program build/porchlight] [-time 3m] [-hostile 1000] [-good 20]
//
// It needs Linux. It sends to 127.0.0.1 only, from several addresses of 127.0.0.0/8.
//
// Exit status: 0 when the program held, 1 when it did not, 2 for wrong flags.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// settings are what is done.
type settings struct {
	program string        // path of the built program
	time    time.Duration // how long
	hostile int           // clients
	good    int           // players
}

func main() {
	var s settings
	flag.StringVar(&s.program, "program", "build/porchlight", "the built `program`")
	flag.DurationVar(&s.time, "time", 3*time.Minute, "how `long`")
	flag.IntVar(&s.hostile, "hostile", 1000, "`how many` hostile clients at a time")
	flag.IntVar(&s.good, "good", 20, "`how many` good players")
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
