package messages

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

// noon is the time of records that tests write into a journal.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_456_789, time.Local)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// viewHarness drives a view of messages in a window of its own. The view is updated whenever the test waits.
type viewHarness struct {
	*uitest.Harness
	Journal  *journal.Journal
	messages *View
	filtered []int // the seats that OnFilter was called with
}

// open shows a view of an empty journal, after changes to its parameters.
func open(t testing.TB, changes ...func(*Params)) *viewHarness {
	t.Helper()
	app, queue := uitest.NewApp(theme.VariantDark), uitest.NewQueue()
	app.Settings().SetTheme(kit.NewTheme())
	w := app.NewWindow("Messages")
	toast := kit.NewToast(queue.Dispatch)
	h := &viewHarness{Harness: uitest.New(t, app, w, queue)}
	params := Params{
		Journal: journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 10}),
		Window:  w, Clipboard: app.Clipboard(), Toast: toast, Go: func(f func()) { f() }, Dispatch: queue.Dispatch,
		OnSaved: func(name string, err error) {
			if err != nil {
				t.Errorf("saving %s: %v", name, err)
			}
			toast.Show("Saved to "+name, nil)
		},
		OnFilter: func(seat int) { h.filtered = append(h.filtered, seat) },
	}
	for _, change := range changes {
		change(&params)
	}
	h.Journal, h.messages = params.Journal, New(params)
	w.SetPadded(false)
	w.SetContent(container.NewStack(h.messages.Box, toast.Layer))
	w.Resize(fyne.NewSize(576, 400))
	w.Show()
	h.Poll = func() { h.messages.Update(h.Journal.Version(), false) }
	t.Cleanup(func() {
		h.messages.Close()
		w.Close()
	})
	return h
}

// longJournal makes the journal hold more messages than the list shows.
func longJournal(p *Params) {
	p.Journal = journal.New(journal.Options{Records: 1 << 15, Bytes: 1 << 20, Events: 1 << 10})
}

// catchUp waits until the view shows all records.
func (h *viewHarness) catchUp() {
	h.T.Helper()
	version := h.Journal.Version()
	h.WaitFor("the view to catch up", func() bool { return h.messages.ShownVersion() >= version })
}

// logs writes messages of seat 0, answered with themselves, into the journal.
func (h *viewHarness) log(messages ...string) {
	for _, m := range messages {
		b := []byte(m)
		h.Journal.Message(noon, 0, b, b, 1, 0)
	}
}

// messageRows returns the visible rows.
func (h *viewHarness) messageRows() []*Row {
	var list []*Row
	for _, o := range h.Objects() {
		if r, ok := o.Canvas.(*Row); ok && !o.Visible.IsEmpty() {
			list = append(list, r)
		}
	}
	return list
}

// rows returns the visible rows from the top down, each as "time|seat|received|answered".
func (h *viewHarness) rows() []string {
	list := h.messageRows()
	slices.SortFunc(list, func(a, b *Row) int { return int(h.Where(a).Bounds.Top - h.Where(b).Bounds.Top) })
	texts := make([]string, len(list))
	for i, r := range list {
		row := r.Texts()
		texts[i] = strings.Join(row[:], "|")
	}
	return texts
}

// received returns the messages of the visible rows, from the top down.
func (h *viewHarness) received() []string {
	var list []string
	for _, r := range h.rows() {
		list = append(list, strings.Split(r, "|")[2])
	}
	return list
}

// awaitRow waits for a row that ends with a text.
func (h *viewHarness) awaitRow(end string) {
	h.T.Helper()
	h.WaitFor("a row that ends with "+end, func() bool {
		return slices.ContainsFunc(h.rows(), func(r string) bool { return strings.HasSuffix(r, end) })
	})
}

// awaitReceived waits until the visible rows have exactly these messages, from the top down.
func (h *viewHarness) awaitReceived(want ...string) {
	h.T.Helper()
	h.WaitFor("other messages", func() bool {
		got := h.received()
		return slices.Equal(got, want) || len(want) == 0 && len(got) == 0
	})
}

// checkReceived checks that the visible rows have exactly these messages, from the top down.
func (h *viewHarness) checkReceived(want ...string) {
	h.T.Helper()
	if got := h.received(); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		h.T.Errorf("the rows received %q, want %q", got, want)
	}
}
