package main

import (
	"context"
	"testing"
	"time"

	"porchlight/test/headless"
)

// The short form of make soak.
func TestTheProgramHoldsAgainstACrowdOfHostileClients(t *testing.T) {
	program, err := headless.Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	report, err := soak(context.Background(), settings{program: program, time: 15 * time.Second, hostile: 300, good: 10})
	t.Log(report)
	if err != nil {
		t.Error(err)
	}
}
