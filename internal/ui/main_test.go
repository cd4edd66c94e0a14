package ui

import (
	"testing"
	"time"

	"porchlight/internal/ui/uitest"

	"go.uber.org/goleak"
)

// noon is the time of records that tests write to the journal.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_456_789, time.Local)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}
