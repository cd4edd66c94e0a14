package main

import (
	"testing"

	"go.uber.org/goleak"
)

// Fyne starts goroutines at initialization.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
