package logfile_test

import (
	"testing"
	"time"

	"go.uber.org/goleak"
)

// timeout bounds the wait for a state on a busy machine.
const timeout = 30 * time.Second

func TestMain(m *testing.M) {
	// One goroutine of Lumberjack removes old files and never ends.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"))
}
