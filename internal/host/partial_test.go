package host_test

import (
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func TestBytesOfAnIncompleteMessageAreCounted(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	lines, err := framing.Parse("line")
	if err != nil {
		t.Fatal(err)
	}
	g.In, g.Out = lines, lines
	h := open(t, host.Config{Game: g})
	client := h.Connect()
	begun := func(want int) func() bool {
		return func() bool { all := h.Players(nil); return len(all) == 1 && all[0].PartialBytes == want }
	}
	client.Send("hello")
	hosttest.WaitFor(t, "five bytes begun", begun(5))
	client.Send(" again")
	hosttest.WaitFor(t, "eleven bytes begun", begun(11))
	client.Send("\nnext\n")
	client.Receive("hello again\nnext\n")
	hosttest.WaitFor(t, "nothing begun", begun(0))
	client.Send("x\ny")
	client.Receive("x\n")
	hosttest.WaitFor(t, "one byte begun", begun(1))
}
