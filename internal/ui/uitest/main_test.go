package uitest

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	DropFontOutlines()
	goleak.VerifyTestMain(m)
}
