package ui

import (
	"math"
	"strconv"
	"strings"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// tooMuch is the part of the window about guests that says how much one player may send and how often
// one address may connect. UI goroutine only.
type tooMuch struct {
	box                              fyne.CanvasObject
	messages, kilobytes, connections *kit.FormEntry
	then                             *widget.RadioGroup
	wrong                            *widget.Label // which number is none
}

func listenSlowly() string { return lang.L("Listen to the player more slowly") }
func sendOut() string      { return lang.L("Send the player out") }

// perSecond is how much may come in a second.
type perSecond struct {
	host.RateLimit
	connections int // of one address
}

func newTooMuch(now perSecond, change func(perSecond), reveal func(fyne.CanvasObject), form func() *container.Scroll) *tooMuch {
	m := &tooMuch{
		wrong:       kit.NewNote(""),
		messages:    kit.NewFormEntry(reveal, kit.LimitText(now.Messages), "10", "100", "1000", "50000"),
		kilobytes:   kit.NewFormEntry(reveal, kilobytesText(now.Bytes), "10", "100", "1000", "64000"),
		connections: kit.NewFormEntry(reveal, kit.LimitText(now.connections), "1", "10", "50"),
		then:        widget.NewRadioGroup([]string{listenSlowly(), sendOut()}, nil),
	}
	m.wrong.Importance = widget.DangerImportance
	m.wrong.Hide()
	m.then.Required = true
	m.then.Selected = listenSlowly()
	if now.Drop {
		m.then.Selected = sendOut()
	}
	take := func() {
		if said, ok := m.read(); ok {
			change(said)
		}
	}
	for _, e := range []*kit.FormEntry{m.messages, m.kilobytes, m.connections} {
		e.OnTyping, e.OnCommit = func() { m.read() }, take
	}
	m.then.OnChanged = func(string) { take() }
	row := func(text string, e *kit.FormEntry) fyne.CanvasObject {
		return container.NewBorder(nil, nil, nil, kit.Inset(1, 0, container.NewVBox(kit.FixedWidth(16*kit.Unit, kit.ForwardScroll(e, form)))), kit.NewText(text))
	}
	m.box = kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("Too much at once is more than")),
		row(lang.L("Messages a second from one player"), m.messages),
		row(lang.L("Kilobytes a second from one player"), m.kilobytes),
		row(lang.L("New connections a second from one address"), m.connections),
		m.wrong,
		kit.NewNote(lang.L("Games that people play stay far below. A program that sends without a pause does not, and takes the time of all the others. Programs on this computer may connect as often as they like.")),
		kit.NewBoldText(lang.L("When a player sends more")),
		m.then)
	return m
}

// read reads what is typed. Where something is no number it says so.
func (m *tooMuch) read() (perSecond, bool) {
	var said perSecond
	var messages, kilobytes, connections bool
	said.Messages, messages = kit.ParseLimit(m.messages.Text)
	said.Bytes, kilobytes = readKilobytes(m.kilobytes.Text)
	said.connections, connections = kit.ParseLimit(m.connections.Text)
	said.Drop = m.then.Selected == sendOut()
	sentence := ""
	switch {
	case !messages:
		sentence = lang.L("Type a number of messages, or “No limit”.")
	case !kilobytes:
		sentence = lang.L("Type a number of kilobytes, or “No limit”.")
	case !connections:
		sentence = lang.L("Type a number of new connections, or “No limit”.")
	}
	if m.wrong.Text != sentence {
		m.wrong.SetText(sentence)
	}
	kit.SetVisible(m.wrong, sentence != "")
	return said, sentence == ""
}

// kilobytesText is how the entry shows a limit of bytes.
func kilobytesText(bytes int) string {
	if bytes == 0 {
		return kit.NoLimit()
	}
	return strconv.FormatFloat(float64(bytes)/1000, 'f', -1, 64)
}

// readKilobytes reads such a limit; 0 is no limit.
func readKilobytes(s string) (bytes int, ok bool) {
	if n, ok := kit.ParseLimit(s); ok {
		return n * 1000, true
	}
	k, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || !(k >= 0.001 && k <= kit.MaxLimit) {
		return 0, false
	}
	return int(math.Round(k * 1000)), true
}

// changePace changes how much may come in a second, and keeps that for the next run.
func (w *Window) changePace(p perSecond) {
	if p.RateLimit != w.pace {
		w.settings.keepPace(w.pace, p.RateLimit)
		w.pace = p.RateLimit
		w.Host.SetRateLimit(p.RateLimit)
		w.banner.Clear(aboutSlowed)
		w.banner.Clear(aboutSentOut)
	}
	if e := w.entry; p.connections != e.PerSecond {
		e.PerSecond = p.connections
		w.changeEntry(e)
	}
}

// openTooMuch brings up the limits of how much may come in.
func (w *Window) openTooMuch() {
	w.openGuests()
	w.guests.reveal(w.guests.tooMuch.box)
}

// lookAtPace tells of an event that is about a player who sends too much, or about an address that
// connects too often.
func (w *Window) lookAtPace(e *journal.Entry) {
	limits := &kit.Action{Label: lang.L("Change the limit…"), Do: w.openTooMuch}
	data := map[string]any{"Seat": e.Seat, "From": e.Addr().Addr().String(), "Sent": tooMuchOf(e)}
	switch {
	case e.Kind == journal.Slowed:
		w.slowed = int(e.Seat)
		w.banner.ShowNotice(aboutSlowed, lang.L("Player {{.Seat}} sends {{.Sent}} a second, so Porchlight listens to it more slowly.", data), limits)
	case e.Kind == journal.Left:
		if int(e.Seat) == w.slowed {
			w.banner.Clear(aboutSlowed) // the next on its seat is somebody else
		}
		if e.Reason == journal.TooFast || e.Reason == journal.TooMuch {
			w.banner.ShowNotice(aboutSentOut, lang.L("Player {{.Seat}} at {{.From}} was sent out, because it sent {{.Sent}} a second.", data), limits)
		}
	case e.Kind == journal.Refused && e.Reason == journal.TooManyAttempts:
		w.banner.ShowNotice(aboutOutside, lang.L("Somebody at {{.From}} was turned away, because too many new connections came from there at once.", data), limits)
	}
}

// tooMuchOf says what a player sent too much of: how much is allowed, where that is known.
func tooMuchOf(e *journal.Entry) string {
	n := uint64(e.Count())
	switch {
	case n == 0 && e.Reason == journal.TooMuch:
		return lang.L("too many bytes")
	case n == 0:
		return lang.L("too many messages")
	case e.Reason == journal.TooMuch:
		return lang.L("more than {{.Size}}", map[string]any{"Size": kit.FormatSize(n)})
	}
	return lang.L("more than {{.N}} messages", map[string]any{"N": kit.FormatCount(n)})
}
