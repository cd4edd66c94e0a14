package main

import (
	"context"
	"errors"
	"time"

	"porchlight/test/headless"
)

// watch looks at the program until ctx is done and returns the most resident memory that it had, in
// bytes. It returns earlier where the program ends or a good player missed anything.
func watch(ctx context.Context, program *headless.Program, circle *headless.Circle) (most int, err error) {
	for ; ctx.Err() == nil && !circle.Failed(); pause(ctx, 100*time.Millisecond) {
		if program.HasEnded() {
			return most, errors.New("the program ended")
		}
		now, err := program.Memory()
		if err != nil {
			return most, err
		}
		most = max(most, now)
	}
	return most, nil
}
