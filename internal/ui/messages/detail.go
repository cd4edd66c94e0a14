package messages

import (
	"fmt"
	"strings"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// shownBytes is how many bytes of a message the detail shows. Copying takes all of them.
const shownBytes = 16 << 10

// detailPane shows the bytes of the selected message as text and as a hex dump, and how TCP delivered it; for
// another event, its whole sentence. UI goroutine only.
type detailPane struct {
	box    *fyne.Container
	title  *widget.Label
	marks  *widget.Label
	text   *widget.Label
	dump   *hexDump
	scroll *container.Scroll
	answer *widget.Check
	copies fyne.CanvasObject // the buttons that copy the bytes
	entry  journal.Entry
	since  time.Duration        // after the player's message before; negative: there is none
	onCopy func(form, s string) // puts s on the clipboard
}

func newDetailPane(onClose func()) *detailPane {
	d := &detailPane{title: widget.NewLabel(""), marks: widget.NewLabel(""), text: widget.NewLabel(""), dump: newHexDump()}
	d.title.TextStyle.Bold = true
	d.title.Truncation = fyne.TextTruncateEllipsis
	d.marks.Wrapping = fyne.TextWrapWord
	d.text.TextStyle.Monospace = true
	d.text.Selectable = true
	d.answer = widget.NewCheck(lang.L("The answer"), func(bool) { d.fill() })
	as := func(name string, make func([]byte) string) *widget.Button {
		return kit.NewQuietButton(name, func() { d.onCopy(name, make(d.bytes())) })
	}
	d.copies = container.NewHBox(widget.NewLabel(lang.L("Copy as")),
		as(lang.L("Text"), func(b []byte) string { return strings.ToValidUTF8(string(b), "\ufffd") }),
		as(lang.L("Hex"), printable.Hex),
		as(lang.L("Python bytes"), pythonBytes),
		layout.NewSpacer(), d.answer)
	top := container.NewBorder(nil, nil, nil, kit.NewQuietButton(lang.L("Close"), onClose), d.title)
	d.scroll = container.NewScroll(container.New(detailContentLayout{d}, d.marks, d.text, d.dump))
	d.scroll.OnScrolled = func(fyne.Position) { d.updateDumpView() }
	d.box = container.NewStack(kit.NewPanel(kit.ColorNotice, container.NewBorder(top, d.copies, nil, nil, d.scroll)))
	d.box.Hide()
	return d
}

// show shows a record that is held whole.
func (d *detailPane) show(e *journal.Entry, since time.Duration) {
	d.entry, d.since = *e, since
	d.answer.Checked = false
	kit.SetEnabled(d.answer, e.Kind == journal.Message && e.To > 0)
	d.answer.Refresh()
	d.fill()
	d.box.Show()
}

// bytes returns the message's bytes, or its answer's.
func (d *detailPane) bytes() []byte {
	if d.answer.Checked || isOutputOnly(&d.entry) {
		return d.entry.Out
	}
	return d.entry.In
}

func (d *detailPane) fill() {
	kit.SetVisible(d.copies, d.entry.HasBytes())
	kit.SetVisible(d.dump, d.entry.HasBytes())
	d.text.Wrapping = fyne.TextWrapBreak // between any two characters: bytes are no words
	if !d.entry.HasBytes() {
		d.fillEvent()
		return
	}
	b := d.bytes()
	data := map[string]any{"Seat": d.entry.Seat, "N": kit.FormatCount(uint64(len(b))), "Time": d.entry.When().Format("15:04:05.000")}
	title := lang.L("Player {{.Seat}}, {{.Time}}: {{.N}} bytes", data)
	if d.since >= 0 {
		data["Since"] = durationText(d.since)
		title = lang.L("Player {{.Seat}}, {{.Time}}: {{.N}} bytes, {{.Since}} after its last", data)
	}
	d.title.SetText(title)
	notes := d.notes()
	d.marks.SetText(strings.Join(notes, " "))
	kit.SetVisible(d.marks, len(notes) > 0)
	shown := b[:min(len(b), shownBytes)]
	d.text.SetText(printable.Text(shown))
	d.dump.setBytes(shown)
	d.scroll.Content.Refresh()
	d.updateDumpView()
}

// updateDumpView passes the visible part to the dump.
func (d *detailPane) updateDumpView() {
	from := d.scroll.Offset.Y - d.dump.Position().Y
	d.dump.setView(from, from+d.scroll.Size().Height)
}

// detailContentLayout stacks the parts of the detail and passes the visible part to the dump.
type detailContentLayout struct{ d *detailPane }

// MinSize implements fyne.Layout.
func (detailContentLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewVBoxLayout().MinSize(objects)
}

// Layout implements fyne.Layout.
func (l detailContentLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	layout.NewVBoxLayout().Layout(objects, s)
	l.d.updateDumpView()
}

// fillEvent shows an event that is not a message.
func (d *detailPane) fillEvent() {
	at := d.entry.When().Format("15:04:05.000")
	title := at
	if d.entry.Seat >= 0 {
		title = lang.L("Player {{.Seat}}, {{.Time}}", map[string]any{"Seat": d.entry.Seat, "Time": at})
	}
	d.title.SetText(title)
	d.marks.Hide()
	d.text.Wrapping = fyne.TextWrapWord
	d.text.SetText(eventText(&d.entry))
}

// notes returns sentences about how TCP delivered the message and about bytes that are not shown.
func (d *detailPane) notes() []string {
	var notes []string
	if d.entry.Gone {
		notes = append(notes, lang.L("These bytes are no longer kept: newer messages took their place."))
	}
	if d.entry.Marks&journal.FilledBuffer != 0 {
		notes = append(notes, lang.L("Longer than {{.N}} bytes: the rest is the next message.", map[string]any{"N": kit.FormatCount(uint64(d.entry.InLen))}))
	}
	if d.entry.Marks&journal.Coalesced != 0 {
		notes = append(notes, lang.L("It came in one piece with the message before it."))
	}
	if len(d.bytes()) > shownBytes {
		notes = append(notes, lang.L("Only the first {{.N}} bytes are shown; copying takes them all.", map[string]any{"N": kit.FormatCount(shownBytes)}))
	}
	return notes
}

// durationText returns a duration with about three digits.
func durationText(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return d.Round(time.Microsecond).String()
	case d < time.Second:
		return d.Round(10 * time.Microsecond).String()
	}
	return d.Round(10 * time.Millisecond).String()
}

// pythonBytes returns bytes as a Python literal.
func pythonBytes(b []byte) string {
	var s strings.Builder
	s.WriteString(`b"`)
	for _, c := range b {
		switch {
		case c == '"' || c == '\\':
			s.WriteByte('\\')
			s.WriteByte(c)
		case c == '\n':
			s.WriteString(`\n`)
		case c == '\r':
			s.WriteString(`\r`)
		case c == '\t':
			s.WriteString(`\t`)
		case c < ' ' || c > '~':
			fmt.Fprintf(&s, `\x%02x`, c)
		default:
			s.WriteByte(c)
		}
	}
	s.WriteByte('"')
	return s.String()
}
