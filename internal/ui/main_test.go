package ui

import (
	"testing"
	"time"

	"go.uber.org/goleak"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// noon is when what tests write into a journal happens.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_456_789, time.Local)

func TestMain(m *testing.M) {
	dropOutlines()
	goleak.VerifyTestMain(m)
}
