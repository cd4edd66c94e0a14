package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"porchlight/test/desktop"
)

// bench is one run: its parameters, its resources and the rows measured so far.
type bench struct {
	settings
	ctx     context.Context
	dir     string // for game files, reference servers and the standard error of servers
	python  string // path; empty if there is none
	rows    []row
	skipped []string // sentences about workloads that were not measured
}

// subject is a server under measurement: its turn, and the results of the turns so far.
type subject struct {
	*server
	turn  func() (count int, took time.Duration, err error)
	rates []float64 // messages a second, by round
	costs []float64 // microseconds of the server's processor time a message, by round
}

// measure runs every workload and prints the table.
func measure(ctx context.Context, s settings) error {
	program, err := filepath.Abs(s.program)
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("the program is not built (make build): %w", err)
	}
	s.program = program
	dir, err := os.MkdirTemp("", "porchlight-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := buildReferences(ctx, dir); err != nil {
		return err
	}
	b := &bench{settings: s, ctx: ctx, dir: dir}
	if b.python, err = exec.LookPath("python3"); err != nil {
		b.skipped = append(b.skipped, "The console script: python3 is missing.")
	}
	began, before := time.Now(), load()
	if err := b.runAll(); err != nil {
		return err
	}
	fmt.Printf("%s\n", table(b.rows))
	for _, what := range b.skipped {
		fmt.Println("Left out:", what)
	}
	fmt.Printf("On: %s. Turns: %d of %v. Took: %.0f s. Load average: %s before, %s after.\n",
		machine(), s.rounds, s.round, time.Since(began).Seconds(), before, load())
	return nil
}

// runAll runs the selected workloads for which the system allows enough open files.
func (b *bench) runAll() error {
	list := workloads()
	if err := desktop.CheckTools(); err != nil {
		b.skipped = append(b.skipped, fmt.Sprintf("The window: %v.", err))
	} else {
		list = append(list, windowWorkloads()...)
	}
	highest := slices.MaxFunc(list, func(x, y workload) int { return x.files - y.files })
	allowed := int(allowFiles(uint64(highest.files)))
	for _, w := range list {
		if !strings.Contains(w.name, b.only) {
			continue
		}
		if w.files > allowed {
			b.skipped = append(b.skipped, fmt.Sprintf("%s: it needs %s open files, and the system allows %s.",
				w.name, thousands(float64(w.files)), thousands(float64(allowed))))
			continue
		}
		fmt.Fprintln(os.Stderr, "bench:", w.name)
		if err := w.do(b, w); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	return nil
}

// buildReferences builds the reference servers in Go into a folder.
func buildReferences(ctx context.Context, dir string) error {
	build := exec.CommandContext(ctx, "go", "build", "-o", dir+string(filepath.Separator), "porchlight/test/bench/reference/...")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the reference servers: %w: %s", err, output)
	}
	return nil
}

// takeTurns warms the subjects up and then gives each its turn in every round. The order of the subjects is reversed
// from round to round. Settle is the time that a server has after a turn to finish its work before its processor time
// is read.
func (b *bench) takeTurns(settle time.Duration, subjects ...*subject) error {
	for _, s := range subjects {
		if _, _, err := s.turn(); err != nil {
			return s.wrap(err)
		}
	}
	subjects = slices.Clone(subjects) // the caller's order does not change
	for range b.rounds {
		for _, s := range subjects {
			if err := b.ctx.Err(); err != nil {
				return errors.New("interrupted, or out of time")
			}
			if err := s.takeTurn(settle); err != nil {
				return err
			}
		}
		slices.Reverse(subjects)
	}
	return nil
}

func (s *subject) takeTurn(settle time.Duration) error {
	before, err := s.cpu()
	if err != nil {
		return err
	}
	count, took, err := s.turn()
	if err != nil {
		return s.wrap(err)
	}
	time.Sleep(settle)
	after, err := s.cpu()
	if err != nil {
		return err
	}
	s.rates = append(s.rates, float64(count)/took.Seconds())
	s.costs = append(s.costs, float64((after-before).Nanoseconds())/1e3/float64(count))
	return nil
}

// throughput returns the row that compares the throughput of two servers.
func throughput(workload string, of string, ours, theirs *subject, want limit) row {
	r := compare(ours.rates, theirs.rates)
	return row{
		workload, theirs.kind.name, want, r.value,
		fmt.Sprintf("%v: %s against %s %s a second", r, thousands(median(ours.rates)), thousands(median(theirs.rates)), of),
	}
}

// processor returns the row that compares the processor time of two servers for each message.
func processor(workload string, of string, ours, theirs *subject, want limit) row {
	r := compare(ours.costs, theirs.costs)
	return row{
		workload, theirs.kind.name, want, r.value,
		fmt.Sprintf("%v: %.1f against %.1f µs a %s", r, median(ours.costs), median(theirs.costs), of),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
