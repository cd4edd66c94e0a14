package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"porchlight/test/headless"
)

// watch looks at the program until ctx is done and returns the most resident memory that it had, in
// bytes. It returns earlier where the program ends or a good player missed anything.
func watch(ctx context.Context, program *headless.Program, circle *headless.Circle) (most int, err error) {
	trace := os.Getenv("SOAK_TRACE") != ""
	for began := time.Now(); ctx.Err() == nil && !circle.Failed(); pause(ctx, 100*time.Millisecond) {
		if program.HasEnded() {
			return most, errors.New("the program ended")
		}
		now, err := resident(program.ID())
		if err != nil {
			return most, err
		}
		if trace && time.Since(began)%(2*time.Second) < 110*time.Millisecond {
			fmt.Println(time.Since(began).Round(time.Second), mebibytes(now))
		}
		most = max(most, now)
	}
	return most, nil
}

// resident is a process's resident memory in bytes (proc_pid_statm(5): size, resident, …, in pages).
func resident(pid int) (int, error) {
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(statm))
	if len(fields) < 2 {
		return 0, fmt.Errorf("statm is %q", statm)
	}
	pages, err := strconv.Atoi(fields[1])
	return pages * os.Getpagesize(), err
}
