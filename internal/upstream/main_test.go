package upstream

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// roleVariable is an environment variable that gives the test binary another role than to test.
const roleVariable = "PORCHLIGHT_TEST_ROLE"

// roles are what the test binary does, besides keeping a server.
var roles = map[string]func(args []string) int{
	"host":       hostUntilKilled,
	"listen":     listenAndServe,
	"grandchild": startGrandchild,
	"fail":       failAtOnce,
	"flood":      flood,
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == KeeperCommand {
		os.Exit(RunKeeper(os.Args[2:]))
	}
	if role, ok := os.LookupEnv(roleVariable); ok && len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-test.") {
		run, ok := roles[role]
		if !ok {
			fmt.Fprintln(os.Stderr, "no such role:", role)
			os.Exit(9)
		}
		os.Exit(run(os.Args[1:]))
	}
	goleak.VerifyTestMain(m)
}
