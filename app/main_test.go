package main

import (
	"testing"

	"go.uber.org/goleak"
)

// What Fyne starts when it is linked in stays.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
