package players

import (
	"net/netip"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"porchlight/internal/host"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// The left parts of the smallest window and of a large one.
var (
	narrow = fyne.NewSize(230, 240)
	wide   = fyne.NewSize(460, 640)
)

// listHarness drives a list of players below a panel of pending connections, in a window of its own. Whenever the test
// waits or clicks, both show the current values of players and pending. A player that is kicked or banned, and a
// connection that is admitted or rejected, is removed from them.
type listHarness struct {
	*uitest.Harness
	list    *List
	panel   *PendingPanel
	players []session.Player
	pending []host.PendingConn
	newest  host.ConnID // of the players and pending connections

	clicked                              []int // seats
	kicked, admitted, rejected, admitAll []host.ConnID
	banned                               []netip.Addr
}

// open shows an empty list in a window of a size.
func open(t *testing.T, size fyne.Size) *listHarness {
	t.Helper()
	app, queue := uitest.NewApp(theme.VariantDark), uitest.NewQueue()
	app.Settings().SetTheme(kit.NewTheme())
	w := app.NewWindow("Players")
	h := &listHarness{Harness: uitest.New(t, app, w, queue)}
	h.list = NewList(Params{
		Kick: func(id host.ConnID) {
			h.kicked = append(h.kicked, id)
			h.disconnect(id)
		},
		Ban:       func(a netip.Addr) { h.banned = append(h.banned, a) },
		OnClicked: func(seat int) { h.clicked = append(h.clicked, seat) },
		OnTry:     func() {}, OnTrouble: func() {},
	})
	h.panel = NewPendingPanel(PendingParams{
		Admit:       func(id host.ConnID) { h.admitted = append(h.admitted, h.decide(id)) },
		Reject:      func(id host.ConnID) { h.rejected = append(h.rejected, h.decide(id)) },
		AdmitAlways: func(id host.ConnID) { h.admitAll = append(h.admitAll, h.decide(id)) },
	})
	w.SetPadded(false)
	w.SetContent(h.panel.Above(h.list.Box, ListMinHeight))
	w.Resize(size)
	w.Show()
	h.Poll = func() {
		h.list.Update(func(dst []session.Player) []session.Player { return append(dst, h.players...) }, true, 0)
		h.panel.Update(slices.Clone(h.pending))
	}
	t.Cleanup(w.Close)
	return h
}

// show shows what there is now, as the next look of the window's pump would.
func (h *listHarness) show() {
	h.RunPending()
	h.LayOut()
}

// connect adds players on the next free seats at the end, and shows them.
func (h *listHarness) connect(n int) (ids []host.ConnID) {
	for range n {
		h.newest++
		seat := 0
		if last := len(h.players) - 1; last >= 0 {
			seat = h.players[last].Seat + 1
		}
		h.players = append(h.players, session.Player{Player: host.Player{ID: h.newest, Seat: seat, Addr: loopback}})
		ids = append(ids, h.newest)
	}
	h.show()
	return ids
}

// disconnect removes a player.
func (h *listHarness) disconnect(id host.ConnID) {
	h.players = slices.DeleteFunc(h.players, func(p session.Player) bool { return p.ID == id })
}

// wait adds pending connections, and shows them.
func (h *listHarness) wait(n int) (ids []host.ConnID) {
	for range n {
		h.newest++
		h.pending = append(h.pending, host.PendingConn{ID: h.newest, Addr: loopback})
		ids = append(ids, h.newest)
	}
	h.show()
	return ids
}

// decide removes a pending connection and returns its number.
func (h *listHarness) decide(id host.ConnID) host.ConnID {
	h.pending = slices.DeleteFunc(h.pending, func(c host.PendingConn) bool { return c.ID == id })
	return id
}

var loopback = netip.MustParseAddrPort("127.0.0.1:50000")

// seats returns the seats of the visible rows, from the top down.
func (h *listHarness) seats() []int {
	var list []int
	for _, o := range h.Objects() {
		if r, ok := o.Canvas.(*Row); ok && !o.Visible.IsEmpty() {
			list = append(list, r.Seat())
		}
	}
	return list
}
