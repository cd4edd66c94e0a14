package practice

import (
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/internal/ui/uitest"
)

// noon is the time of records that tests write into a log.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_456_789, time.Local)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}
