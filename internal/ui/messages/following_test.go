package messages

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"testing"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/journal"
)

// logMany writes n messages into the journal: "m" and the number of the record.
func (h *viewHarness) logMany(n int) {
	_, next := h.Journal.Range()
	for i := range uint64(n) {
		h.log(fmt.Sprintf("m%d", next+i))
	}
}

// last returns the message of the lowest visible row.
func (h *viewHarness) last() string {
	rows := h.received()
	if len(rows) == 0 {
		return ""
	}
	return rows[len(rows)-1]
}

// scroll turns the mouse wheel over the list; up is positive.
func (h *viewHarness) scroll(by float32) {
	h.T.Helper()
	test.Scroll(h.Window.Canvas(), h.Where(h.messages.List).Visible.Centre(), 0, by)
}

func TestTheListFollowsTheEnd(t *testing.T) {
	p := open(t)
	for range 5 {
		p.logMany(40)
		_, next := p.Journal.Range()
		p.WaitFor("the newest row", func() bool { return p.last() == "m"+strconv.Itoa(int(next-1)) })
	}
}

func TestVisibleRowsStayInPlace(t *testing.T) {
	p := open(t)
	p.logMany(200)
	p.WaitFor("the end", func() bool { return p.last() == "m199" })
	p.scroll(30 * kit.RowHeight)
	rows, offset := p.rows(), p.messages.List.GetScrollOffset()
	if p.last() == "m199" {
		t.Fatal("it did not scroll")
	}
	for range 3 {
		p.logMany(100)
		p.catchUp()
		if got := p.messages.List.GetScrollOffset(); got != offset {
			t.Fatalf("the offset moved from %v to %v", offset, got)
		}
		if got := p.rows(); !slices.Equal(got, rows) {
			t.Fatalf("the rows became\n%q\nand were\n%q", got, rows)
		}
	}
	p.scroll(-1e6)
	if p.last() != "m499" {
		t.Errorf("at the end is %s", p.last())
	}
	p.logMany(100)
	p.WaitFor("the end again", func() bool { return p.last() == "m599" })
}

func TestVisibleRowsOfAFullListStayInPlaceAndNewerOnesAreOffered(t *testing.T) {
	p := open(t, longJournal)
	p.logMany(maxRows)
	p.WaitFor("the end", func() bool { return p.last() == "m9999" })
	p.scroll(100 * kit.RowHeight)
	rows := p.rows()
	p.logMany(1234)
	p.WaitForText("Show 1\u2009234 newer")
	p.logMany(1)
	p.WaitForText("Show 1\u2009235 newer")
	if got := p.rows(); !slices.Equal(got, rows) {
		t.Fatalf("the rows became\n%q\nand were\n%q", got, rows)
	}
	p.Click("Show 1\u2009235 newer")
	if p.last() != "m11234" {
		t.Errorf("at the end is %s", p.last())
	}
	if p.Shows("newer") {
		t.Errorf("it still offers newer ones in %q", p.Texts())
	}
	p.logMany(1)
	p.WaitFor("the end again", func() bool { return p.last() == "m11235" })
}

func TestTheNewestTenThousandStay(t *testing.T) {
	p := open(t, longJournal)
	for _, n := range []int{3000, 9000, 25_000, 1} { // more than the ring holds, at once and in parts
		p.logMany(n)
		p.catchUp()
	}
	log := p.messages.log
	if log.len() != 10_000 {
		t.Fatalf("%d rows", log.len())
	}
	for i := range log.len() {
		if got, want := log.row(i).Number, uint64(27_001+i); got != want {
			t.Fatalf("row %d is of record %d, want %d", i, got, want)
		}
	}
	if got := p.last(); got != "m37000" {
		t.Errorf("the last row is %s", got)
	}
	p.messages.List.ScrollToTop()
	if got := p.received()[0]; got != "m27001" {
		t.Errorf("the first row is %s", got)
	}
}

func TestPauseHoldsTheListAndResumingShowsNewerRows(t *testing.T) {
	p := open(t)
	p.logMany(50)
	p.WaitFor("the end", func() bool { return p.last() == "m49" })
	p.Click("Pause")
	rows := p.rows()
	if p.Shows("newer") {
		t.Errorf("before anything came it shows %q", p.Texts())
	}
	p.logMany(3)
	p.WaitForText("Paused. Show 3 newer")
	p.logMany(2)
	p.WaitForText("Paused. Show 5 newer")
	if got := p.rows(); !slices.Equal(got, rows) {
		t.Errorf("the rows became\n%q\nand were\n%q", got, rows)
	}
	p.Click("Go on")
	if p.last() != "m54" || p.Shows("newer") || !p.Shows("Pause") {
		t.Errorf("at the end is %s, among %q", p.last(), p.Texts())
	}

	p.Click("Pause")
	p.logMany(4)
	p.ClickWhenShown("Paused. Show 4 newer")
	if p.last() != "m58" || p.Shows("Go on") {
		t.Errorf("at the end is %s, among %q", p.last(), p.Texts())
	}
	p.logMany(1)
	p.WaitFor("the end again", func() bool { return p.last() == "m59" })
}

func TestFilteringAPausedListAddsNoNewerRows(t *testing.T) {
	p := open(t)
	p.log("yes 1", "no 1")
	p.awaitReceived("yes 1", "no 1")
	p.Click("Pause")
	p.log("yes 2", "no 2")
	p.WaitForText("Paused. Show 2 newer")
	p.TypeInto(p.messages.Find, "yes")
	p.checkReceived("yes 1")
	p.Click("Go on")
	p.checkReceived("yes 1", "yes 2")
}

func TestAListThatFollowsOffersNothingNewer(t *testing.T) {
	p := open(t)
	p.logMany(100)
	p.WaitFor("the end", func() bool { return p.last() == "m99" })
	p.logMany(3) // after the pull, and before its end
	p.messages.renderNewer()
	if p.messages.newerButton.Visible() {
		t.Errorf("it offers newer ones in %q", p.Texts())
	}
	p.WaitFor("the newest row", func() bool { return p.last() == "m102" })
}

func TestRowsFitTheListAfterTheWindowWasResized(t *testing.T) {
	p := open(t)
	p.log("BEGIN" + string(make([]byte, 200)) + "END")
	p.Journal.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0, Addr: netip.MustParseAddrPort("127.0.0.1:5555")})
	p.WaitFor("two rows", func() bool { return len(p.rows()) == 2 })
	narrow := len(p.received()[0])
	for range 2 {
		for _, r := range p.messageRows() {
			x := r.columns.out
			if r.in.Text == "" {
				x = r.columns.in // events begin where messages do
			}
			if got := r.out.Position().X; got != x {
				t.Errorf("%q stands at %v, want %v", r.out.Text, got, x)
			}
		}
		p.Window.Resize(p.Window.Canvas().Size().AddWidthHeight(400, 0))
		p.LayOut()
	}
	if got := len(p.received()[0]); got <= narrow {
		t.Errorf("with more room the row still has %d characters", got)
	}
}
