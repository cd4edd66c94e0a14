package terminal

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"porchlight/internal/client"
	"porchlight/internal/framing"
)

func TestEveryJoinErrorIsExplainedInOneLineWithARemedy(t *testing.T) {
	dial := func(err error) error { return &client.DialError{Address: "192.168.1.23:5555", Err: err} }
	for _, c := range []struct {
		err   error
		words []string
	}{
		{dial(client.ErrRefused), []string{"192.168.1.23:5555", "nothing listens", "Start the host"}},
		{dial(client.ErrTimeout), []string{"192.168.1.23:5555", "does not answer", "firewall"}},
		{dial(client.ErrNoSuchHost), []string{"192.168.1.23:5555", "name", "Check the spelling"}},
		{dial(client.ErrUnreachable), []string{"192.168.1.23:5555", "same network"}},
		{dial(errors.New("strange")), []string{"192.168.1.23:5555", "strange", "Check the address"}},
		{&framing.FrameError{Expected: "a length", Err: framing.ErrTooLong}, []string{"no message of this game", "--game"}},
		{client.ErrWriteTimeout, []string{"takes no more messages", "join again"}},
		{fmt.Errorf("%w: reset", client.ErrConnectionLost), []string{"lost", "join again"}},
	} {
		line := ExplainJoin(c.err)
		for _, w := range c.words {
			if !strings.Contains(line, w) {
				t.Errorf("%v is explained as %q, want %q in it", c.err, line, w)
			}
		}
		if strings.Contains(line, "\n") {
			t.Errorf("%v is explained in several lines: %q", c.err, line)
		}
	}
}
