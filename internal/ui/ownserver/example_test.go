package ownserver_test

import (
	"fmt"
	"testing"

	"porchlight/internal/ui/ownserver"
	"porchlight/internal/upstream"
)

func ExampleEndSentence() {
	cause := upstream.Cause{Kind: upstream.Fault, Text: "ZeroDivisionError: division by zero", File: "/home/ada/game/server.py", Line: 12}
	fmt.Println(ownserver.EndSentence(upstream.Exit{Code: 1}, cause))
	// Output: Your server has stopped: ZeroDivisionError: division by zero (server.py, line 12).
}

func TestAServerThatEndedIsSaidInOneSentence(t *testing.T) {
	for want, c := range map[string]struct {
		exit  upstream.Exit
		cause upstream.Cause
	}{
		"Your server has stopped: this computer ended it (SIGKILL).":                                                                      {exit: upstream.Exit{Code: -1, Signal: "SIGKILL"}},
		"Your server has stopped: it came to its end by itself.":                                                                          {},
		"Your server has stopped with an error (status 3).":                                                                               {exit: upstream.Exit{Code: 3}},
		"Your server has stopped: port 5555 is used by another program.":                                                                  {cause: upstream.Cause{Kind: upstream.PortTaken, Port: 5555}},
		"Your server has stopped: it wants the address 10.0.0.9, which this computer does not have; 0.0.0.0 always works (s.py, line 3).": {cause: upstream.Cause{Kind: upstream.AddressNotHere, Address: "10.0.0.9", File: "s.py", Line: 3}},
		"Your server has stopped: pygame, which it needs, is not installed.":                                                              {cause: upstream.Cause{Kind: upstream.ModuleMissing, Text: "pygame"}},
	} {
		if got := ownserver.EndSentence(c.exit, c.cause); got != want {
			t.Errorf("the sentence is %q, want %q", got, want)
		}
	}
}
