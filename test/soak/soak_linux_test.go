package main

import (
	"context"
	"testing"
	"time"

	"porchlight/test/built"
)

// The short form of make soak.
func TestTheProgramHoldsAgainstACrowdOfHostileClients(t *testing.T) {
	report, err := soak(context.Background(), settings{program: built.Headless.Path(t), time: 15 * time.Second, hostile: 300, good: 10})
	t.Log(report)
	if err != nil {
		t.Error(err)
	}
}
