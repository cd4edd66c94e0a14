package main

import (
	"context"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/need"
)

// The short form of make soak.
func TestTheProgramHoldsAgainstACrowdOfHostileClients(t *testing.T) {
	s := settings{program: built.Headless.Path(t), time: 15 * time.Second, hostile: 300, good: 10}
	need.OpenFiles(t, s.openFiles())
	report, err := soak(context.Background(), s)
	t.Log(report)
	if err != nil {
		t.Error(err)
	}
}
