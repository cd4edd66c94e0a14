package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"porchlight/internal/wire"
	"porchlight/test/headless"
)

// longestWait is how long a good player may wait for its own message, on a machine whose every core the
// hostile ones keep busy too.
const longestWait = 10 * time.Second

// soak does it all and says in text what happened. The error is about what did not hold.
func soak(ctx context.Context, s settings) (report string, err error) {
	dir, err := os.MkdirTemp("", "porchlight-soak-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := allowFiles(uint64(2*s.hostile + 1000)); err != nil {
		return "", err
	}
	game, err := writeGame(dir)
	if err != nil {
		return "", err
	}
	program, err := headless.Start(dir, []string{s.program}, "--bind", "127.0.0.1", "--game", game)
	if err != nil {
		return "", err
	}
	defer program.Kill()
	framing, err := wire.Parse(fmt.Sprintf("header:%d", header))
	if err != nil {
		return "", err
	}
	circle := &headless.Circle{Framing: framing, Size: 2000, Pause: 50 * time.Millisecond}
	if err := seat(circle, program, s.good); err != nil {
		return "", err
	}
	circle.Begin()

	ctx, cancel := context.WithTimeout(ctx, s.time)
	defer cancel()
	var all sync.WaitGroup
	var done visits
	for i := range s.hostile {
		h := &hostile{program.Address(), rand.New(rand.NewPCG(1, uint64(i))), &done}
		all.Go(func() { h.run(ctx, i) })
	}
	memory, wrong := watch(ctx, program, circle)
	cancel()
	all.Wait()
	outcome, missed := circle.End()
	wrong = errors.Join(wrong, missed)
	if outcome.Longest > longestWait {
		wrong = errors.Join(wrong, fmt.Errorf("a good player waited %s, more than %s", outcome.Longest, longestWait))
	}
	wrong = errors.Join(wrong, leavesNobody(program), program.Stop())
	if most := headless.MemoryBound(s.hostile + s.good); memory > most {
		wrong = errors.Join(wrong, fmt.Errorf("%s of memory, more than %s", mebibytes(memory), mebibytes(most)))
	}
	return tell(s, program, &done, outcome, memory), wrong
}

// seat has good players sit down and give their names, first, so that they share a room, with those who
// come next.
func seat(circle *headless.Circle, program *headless.Program, players int) error {
	for range players {
		conn, err := net.DialTimeout("tcp4", program.Address().String(), 10*time.Second)
		if err != nil {
			return err
		}
		circle.Join(conn)
	}
	if err := circle.Name(); err != nil {
		return err
	}
	return program.Await(func() bool { return program.Count("named") == players })
}

// leavesNobody checks that all have left: the good players too, by now.
func leavesNobody(program *headless.Program) error {
	if err := program.Await(func() bool { return program.Count("left") == program.Count("joined") }); err != nil {
		return fmt.Errorf("%d joined and %d left: %w", program.Count("joined"), program.Count("left"), err)
	}
	return nil
}

// tell says what happened.
func tell(s settings, program *headless.Program, done *visits, outcome headless.Outcome, memory int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d hostile clients for %s:\n", s.hostile, s.time)
	for i, k := range kinds() {
		fmt.Fprintf(&b, "%8d %s\n", done.done[i].Load(), k.name)
	}
	fmt.Fprintf(&b, "%8d come and go\n", done.done[len(kinds())].Load())
	fmt.Fprintf(&b, "%8d could not connect\n", done.refused.Load())
	fmt.Fprintf(&b, "The program told of %d who joined. Of those who left:", program.Count("joined"))
	for _, reason := range []string{"left", "connection lost", "too slow", "no room", "bad message", "cut off", "browser", "internal error"} {
		fmt.Fprintf(&b, " %d %s,", program.Count("left: "+reason), reason)
	}
	fmt.Fprintf(&b, " and of %d visits of browsers.\n", program.Count("visited"))
	fmt.Fprintf(&b, "%d good players said %d messages, which each of them heard whole and in order; the longest wait was %s.\n",
		s.good, outcome.Messages, outcome.Longest.Round(time.Millisecond))
	fmt.Fprintf(&b, "Memory: %s at most, of %s.\n", mebibytes(memory), mebibytes(headless.MemoryBound(s.hostile+s.good)))
	return b.String()
}

func mebibytes(n int) string { return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20)) }

// allowFiles raises the number of files that this process and those that it starts may have open.
func allowFiles(wanted uint64) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	if limit.Cur >= wanted {
		return nil
	}
	limit.Cur, limit.Max = wanted, max(limit.Max, wanted)
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return fmt.Errorf("it takes %d open files, and the system does not allow that: %w", wanted, err)
	}
	return nil
}
