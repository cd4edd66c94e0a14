package players

import (
	"math"
	"net/netip"
	"slices"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

func TestASecondClickOnKickHitsNobodyElse(t *testing.T) {
	h := open(t, narrow)
	ids := h.connect(3)
	h.App.Skip(kit.ClickDelay)
	first := h.Find("Kick")[0].Visible.Centre()
	h.ClickAgain(first)
	h.ClickAgain(first) // before the list shows that the player is gone
	h.show()
	if got := h.seats(); !slices.Equal(got, []int{1, 2}) || !slices.Equal(h.kicked, ids[:1]) {
		t.Fatalf("the rows show seats %v, %v were kicked", got, h.kicked)
	}
	h.ClickAgain(first)
	h.App.Skip(kit.ClickDelay - 1)
	h.ClickAgain(first)
	if !slices.Equal(h.kicked, ids[:1]) {
		t.Errorf("%v were kicked", h.kicked)
	}
	h.App.Skip(1)
	h.ClickAgain(first)
	if !slices.Equal(h.kicked, ids[:2]) {
		t.Errorf("at last %v were kicked", h.kicked)
	}
}

func TestOnlyRowsThatMovedIgnoreClicks(t *testing.T) {
	h := open(t, wide)
	ids := h.connect(3)
	h.App.Skip(kit.ClickDelay)
	h.disconnect(ids[1])
	h.show()
	if got := h.seats(); !slices.Equal(got, []int{0, 2}) {
		t.Fatalf("the rows show seats %v", got)
	}
	h.ClickAgain(h.Find("Kick")[1].Visible.Centre())
	h.ClickAgain(h.Find("Ban")[1].Visible.Centre())
	if len(h.kicked)+len(h.banned) > 0 {
		t.Errorf("%v were kicked, %v banned", h.kicked, h.banned)
	}
	h.ClickAgain(h.Find("Kick")[0].Visible.Centre())
	if !slices.Equal(h.kicked, ids[:1]) {
		t.Errorf("%v were kicked", h.kicked)
	}
}

func TestSeatsAreTheLowestOnes(t *testing.T) {
	h := open(t, wide)
	ids := h.connect(3)
	h.disconnect(ids[0])
	h.show()
	for limit, want := range map[int][]int{0: {}, 1: {1}, 2: {1, 2}, math.MaxInt: {1, 2}} {
		if got := h.list.Seats(limit); !slices.Equal(got, want) {
			t.Errorf("with a limit of %d it is %v", limit, got)
		}
	}
}

func TestAClickOnARowTellsItsSeatAndBanItsAddress(t *testing.T) {
	h := open(t, wide)
	h.connect(2)
	h.players[1].Addr = netip.MustParseAddrPort("192.168.1.40:1")
	h.show()
	h.Click("192.168.1.40")
	if !slices.Equal(h.clicked, []int{1}) {
		t.Errorf("the seats are %v", h.clicked)
	}
	h.ClickOne("Ban", 1, 2)
	if !slices.Equal(h.banned, []netip.Addr{netip.MustParseAddr("192.168.1.40")}) {
		t.Errorf("banned are %v", h.banned)
	}
}

func TestARowShowsTheAddressAndCountsMessages(t *testing.T) {
	h := open(t, narrow)
	h.connect(2)
	for i, p := range []host.Player{{MessagesIn: 2, MessagesOut: 2, BytesIn: 6, BytesOut: 6}, {MessagesIn: 1, MessagesOut: 1}} {
		p.ID, p.Seat, p.Addr = h.players[i].ID, i, loopback
		h.players[i] = session.Player{Player: p}
	}
	h.WaitForText("in 2  out 2")
	h.WaitForText("in 1  out 1")
	if got := len(h.Find("127.0.0.1")); got != 2 {
		t.Errorf("%d rows show 127.0.0.1", got)
	}
	h.Window.Resize(wide)
	if !h.Shows("in 2 (6 B)  out 2 (6 B)") {
		t.Errorf("no sizes among %q as soon as the window is wide", h.Texts())
	}
	p := &h.players[1].Player
	p.MessagesIn, p.MessagesOut, p.BytesIn, p.BytesOut = 2, 2, 9, 9
	h.WaitForText("in 2 (9 B)  out 2 (9 B)")
}

func TestRowsThatMoveBecauseTheListCannotScrollSoFarIgnoreClicks(t *testing.T) {
	h := open(t, narrow)
	ids := h.connect(6)
	h.list.rows.ScrollToBottom()
	h.show()
	h.App.Skip(kit.ClickDelay)
	h.disconnect(ids[5])
	h.show()
	for _, o := range h.Find("Kick") {
		h.ClickAgain(o.Visible.Centre())
	}
	if len(h.kicked) > 0 {
		t.Errorf("%v were kicked", h.kicked)
	}
}
