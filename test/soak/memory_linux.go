package main

import (
	"context"
	"errors"
	"time"

	"porchlight/test/headless"
)

// monitorMemory samples the memory of the program until ctx is done, and returns the maximum in bytes of resident
// memory. It returns earlier if the program ends or a good player has failed.
func monitorMemory(ctx context.Context, program *headless.Program, players *headless.RelayCheck) (most int, err error) {
	for ; ctx.Err() == nil && !players.HasFailed(); pause(ctx, 100*time.Millisecond) {
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
