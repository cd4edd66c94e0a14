package host_test

import (
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
)

func TestWhatCameOfAMessageWithoutItsEndIsKnown(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	lines, err := framing.Parse("line")
	if err != nil {
		t.Fatal(err)
	}
	g.In, g.Out = lines, lines
	h := open(t, host.Config{Game: g})
	guest := h.guest()
	begun := func(want int) func() bool {
		return func() bool { all := h.Players(nil); return len(all) == 1 && all[0].PartialBytes == want }
	}
	guest.says("hello")
	waitFor(t, "five bytes begun", begun(5))
	guest.says(" again")
	waitFor(t, "eleven bytes begun", begun(11))
	guest.says("\nnext\n")
	guest.hears("hello again\nnext\n")
	waitFor(t, "nothing begun", begun(0))
	guest.says("x\ny")
	guest.hears("x\n")
	waitFor(t, "one byte begun", begun(1))
}
