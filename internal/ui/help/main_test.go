package help

import (
	"testing"

	"go.uber.org/goleak"

	"porchlight/internal/ui/uitest"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}
