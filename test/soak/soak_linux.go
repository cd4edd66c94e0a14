package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"porchlight/internal/framing"
	"porchlight/test/headless"
)

// maxWait is the longest that a good player may wait for its own message, on a machine whose cores the hostile
// clients keep busy.
const maxWait = 10 * time.Second

// soak runs hostile clients and good players against the program, and returns a report. The error lists everything
// that did not hold.
func soak(ctx context.Context, s settings) (report string, err error) {
	dir, err := os.MkdirTemp("", "porchlight-soak-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := raiseFileLimit(s.openFiles()); err != nil {
		return "", err
	}
	game, err := writeGame(dir)
	if err != nil {
		return "", err
	}
	program, err := headless.Start(dir, []string{s.program}, "--bind", "127.0.0.1", "--game", game, "--log", filepath.Join(dir, "soak.jsonl"))
	if err != nil {
		return "", err
	}
	defer program.Kill()
	framing, err := framing.Parse(fmt.Sprintf("header:%d", header))
	if err != nil {
		return "", err
	}
	players := &headless.RelayCheck{Framing: framing, Size: 2000, Pause: 50 * time.Millisecond}
	if err := addGoodPlayers(players, program, s.good); err != nil {
		return "", err
	}
	players.Start()

	ctx, cancel := context.WithTimeout(ctx, s.time)
	defer cancel()
	var all sync.WaitGroup
	var counts visits
	for i := range s.hostile {
		h := &hostile{program, rand.New(rand.NewPCG(1, uint64(i))), &counts}
		all.Go(func() { h.run(ctx, i) })
	}
	var newcomers []time.Duration
	var newcomerErr error
	all.Go(func() { newcomers, newcomerErr = measureNewcomers(ctx, program) })
	all.Go(func() { pauseReading(ctx, program) })
	memory, failures := monitorMemory(ctx, program, players)
	cancel()
	all.Wait()
	failures = errors.Join(failures, newcomerErr)
	result, playerErr := players.Stop()
	failures = errors.Join(failures, playerErr)
	if result.LongestWait > maxWait {
		failures = errors.Join(failures, fmt.Errorf("a good player waited %s, more than %s", result.LongestWait, maxWait))
	}
	if n := len(newcomers); n == 0 || newcomers[n-1] > maxWait {
		failures = errors.Join(failures, fmt.Errorf("of %d newcomers one waited longer than %s", n, maxWait))
	}
	failures = errors.Join(failures, checkEverybodyLeft(program), program.Stop())
	if seat := counts.longest; seat > maxWait {
		failures = errors.Join(failures, fmt.Errorf("a flooder had its seat for %s after its end, more than %s", seat, maxWait))
	}
	if most := headless.MemoryBound(s.hostile + s.good); memory > most {
		failures = errors.Join(failures, fmt.Errorf("%s of memory, more than %s", mebibytes(memory), mebibytes(most)))
	}
	return describe(s, program, &counts, result, memory) + describeWaits(newcomers, counts.longest), failures
}

// describeWaits returns the part of the report on newcomers and on flooders that ended.
func describeWaits(newcomers []time.Duration, seat time.Duration) string {
	n := len(newcomers)
	if n == 0 {
		return "There were no newcomers.\n"
	}
	return fmt.Sprintf("%d newcomers were greeted after %s, 99 of 100 within %s, all within %s. A flooder that ended had its seat for another %s at most.\n",
		n, newcomers[n/2].Round(time.Millisecond), newcomers[n*99/100].Round(time.Millisecond), newcomers[n-1].Round(time.Millisecond), seat.Round(time.Millisecond))
}

// addGoodPlayers connects the good players and sends their names. They come first, so that they share a room; later
// clients fill it up.
func addGoodPlayers(players *headless.RelayCheck, program *headless.Program, n int) error {
	for range n {
		conn, err := net.DialTimeout("tcp4", program.Address().String(), 10*time.Second)
		if err != nil {
			return err
		}
		players.Add(conn)
	}
	if err := players.SendNames(); err != nil {
		return err
	}
	return program.WaitFor(func() bool { return program.Count("named") == n })
}

// checkEverybodyLeft checks that every player has left, the good players included: the program has reported as many
// leaves as joins, or has counted those that it could not report while nobody read.
func checkEverybodyLeft(program *headless.Program) error {
	reported := func(name string) int { return program.Count(name) + program.Count("skipped "+name) }
	if err := program.WaitFor(func() bool { return reported("left") == reported("joined") }); err != nil {
		return fmt.Errorf("%d joined and %d left: %w", reported("joined"), reported("left"), err)
	}
	return nil
}

// describe returns the report of a run.
func describe(s settings, program *headless.Program, counts *visits, result headless.Result, memory int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d hostile clients for %s:\n", s.hostile, s.time)
	for i, k := range kinds() {
		fmt.Fprintf(&b, "%8d %s\n", counts.byKind[i].Load(), k.name)
	}
	fmt.Fprintf(&b, "%8d come and go\n", counts.byKind[len(kinds())].Load())
	fmt.Fprintf(&b, "%8d could not connect\n", counts.refused.Load())
	fmt.Fprintf(&b, "The program reported %d joins. Reasons of leaving:", program.Count("joined"))
	for _, reason := range []string{"left", "connection lost", "too slow", "no room", "bad message", "cut off", "browser", "internal error"} {
		fmt.Fprintf(&b, " %d %s,", program.Count("left: "+reason), reason)
	}
	fmt.Fprintf(&b, " and %d visits of browsers.\n", program.Count("visited"))
	fmt.Fprintf(&b, "%d good players sent %d messages, which each of them received whole and in order; the longest wait was %s.\n",
		s.good, result.Messages, result.LongestWait.Round(time.Millisecond))
	fmt.Fprintf(&b, "Memory: at most %s, of %s allowed.\n", mebibytes(memory), mebibytes(headless.MemoryBound(s.hostile+s.good)))
	return b.String()
}

func mebibytes(n int) string { return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20)) }

// openFiles returns an upper bound of the files that this process opens in a run.
func (s settings) openFiles() uint64 { return uint64(2*s.hostile + 1000) }

// raiseFileLimit raises the limit of open files of this process and of those that it starts.
func raiseFileLimit(wanted uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	if limit.Cur >= wanted {
		return nil
	}
	limit.Cur, limit.Max = wanted, max(limit.Max, wanted)
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("the limit of open files cannot be raised to %d: %w", wanted, err)
	}
	return nil
}
