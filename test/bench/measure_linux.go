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

// bench is one run: what it measures with, and the rows that it has so far.
type bench struct {
	settings
	ctx     context.Context
	dir     string // for game files, built references and what servers say
	python  string // empty where there is none
	rows    []row
	leftOut []string // sentences
}

// station is a server in its place for one work: a turn of it, and what the turns so far gave.
type station struct {
	*server
	turn  func() (count int, took time.Duration, err error)
	rates []float64 // messages a second, by round
	costs []float64 // microseconds of the server's processor time a message, by round
}

// measure does every work and prints the table.
func measure(ctx context.Context, s settings) error {
	program, err := filepath.Abs(s.program)
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("the program is not built, make build does: %w", err)
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
		b.leftOut = append(b.leftOut, "The console script: there is no python3.")
	}
	began, before := time.Now(), load()
	if err := b.doAll(); err != nil {
		return err
	}
	fmt.Printf("%s\n", table(b.rows))
	for _, what := range b.leftOut {
		fmt.Println("Left out:", what)
	}
	fmt.Printf("On: %s. Turns: %d of %v. Took: %.0f s. Load average: %s before, %s after.\n",
		machine(), s.rounds, s.round, time.Since(began).Seconds(), before, load())
	return nil
}

// doAll does the works that are asked for and that the system has enough files for.
func (b *bench) doAll() error {
	works := works()
	if err := desktop.CheckTools(); err != nil {
		b.leftOut = append(b.leftOut, fmt.Sprintf("The window: %v.", err))
	} else {
		works = append(works, windowWorks()...)
	}
	most := slices.MaxFunc(works, func(x, y work) int { return x.files - y.files })
	allowed := int(allowFiles(uint64(most.files)))
	for _, w := range works {
		if !strings.Contains(w.name, b.only) {
			continue
		}
		if w.files > allowed {
			b.leftOut = append(b.leftOut, fmt.Sprintf("%s: it takes %s open files and the system allows %s.",
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
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the reference servers: %w: %s", err, said)
	}
	return nil
}

// takeTurns lets the stations warm up and then each have its turn in every round, forwards and backwards
// by turns. Settle is how long a server has after a turn for what it still does for it.
func (b *bench) takeTurns(settle time.Duration, stations ...*station) error {
	for _, s := range stations {
		if _, _, err := s.turn(); err != nil {
			return s.failed(err)
		}
	}
	stations = slices.Clone(stations) // the order changes, and not that of the caller
	for range b.rounds {
		for _, s := range stations {
			if err := b.ctx.Err(); err != nil {
				return errors.New("it was stopped, or took too long")
			}
			if err := s.takeTurn(settle); err != nil {
				return err
			}
		}
		slices.Reverse(stations)
	}
	return nil
}

func (s *station) takeTurn(settle time.Duration) error {
	before, err := s.cpu()
	if err != nil {
		return err
	}
	count, took, err := s.turn()
	if err != nil {
		return s.failed(err)
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

// throughput is the row that compares what two servers got done.
func throughput(work string, of string, ours, theirs *station, hold limit) row {
	r := compare(ours.rates, theirs.rates)
	return row{
		work, theirs.kind.name, hold, r.value,
		fmt.Sprintf("%v: %s against %s %s a second", r, thousands(median(ours.rates)), thousands(median(theirs.rates)), of),
	}
}

// processor is the row that compares what a message cost two servers.
func processor(work string, of string, ours, theirs *station, hold limit) row {
	r := compare(ours.costs, theirs.costs)
	return row{
		work, theirs.kind.name, hold, r.value,
		fmt.Sprintf("%v: %.1f against %.1f µs a %s", r, median(ours.costs), median(theirs.costs), of),
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
