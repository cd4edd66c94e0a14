package access

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
)

// rateLimits is the part of the window that edits two limits: the data that one player may send, and the rate at which
// one address may connect. UI goroutine only.
type rateLimits struct {
	box                              fyne.CanvasObject
	messages, kilobytes, connections *kit.FormEntry
	then                             *widget.RadioGroup
	wrong                            *widget.Label // which entry has no number
}

func throttle() string { return lang.L("Listen to the player more slowly") }
func drop() string     { return lang.L("Send the player out") }

// rateSettings are the limits a second.
type rateSettings struct {
	host.RateLimit
	connections int // of one address
}

func newRateLimits(now rateSettings, change func(rateSettings), reveal func(fyne.CanvasObject), form func() *container.Scroll) *rateLimits {
	m := &rateLimits{
		wrong:       kit.NewNote(""),
		messages:    kit.NewFormEntry(reveal, kit.LimitText(now.Messages), "10", "100", "1000", "50000"),
		kilobytes:   kit.NewFormEntry(reveal, kilobytesText(now.Bytes), "10", "100", "1000", "64000"),
		connections: kit.NewFormEntry(reveal, kit.LimitText(now.connections), "1", "10", "50"),
		then:        widget.NewRadioGroup([]string{throttle(), drop()}, nil),
	}
	m.wrong.Importance = widget.DangerImportance
	m.wrong.Hide()
	m.then.Required = true
	m.then.Selected = throttle()
	if now.Drop {
		m.then.Selected = drop()
	}
	commit := func() {
		if r, ok := m.read(); ok {
			change(r)
		}
	}
	for _, e := range []*kit.FormEntry{m.messages, m.kilobytes, m.connections} {
		e.OnTyping, e.OnCommit = func() { m.read() }, commit
	}
	m.then.OnChanged = func(string) { commit() }
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

// read parses the entries. If one has no number, it says so.
func (m *rateLimits) read() (rateSettings, bool) {
	var r rateSettings
	var messages, kilobytes, connections bool
	r.Messages, messages = kit.ParseLimit(m.messages.Text)
	r.Bytes, kilobytes = parseKilobytes(m.kilobytes.Text)
	r.connections, connections = kit.ParseLimit(m.connections.Text)
	r.Drop = m.then.Selected == drop()
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
	return r, sentence == ""
}

// kilobytesText formats a limit of bytes for the entry.
func kilobytesText(bytes int) string {
	if bytes == 0 {
		return kit.NoLimit()
	}
	return strconv.FormatFloat(float64(bytes)/1000, 'f', -1, 64)
}

// parseKilobytes parses such a limit; 0 is no limit.
func parseKilobytes(s string) (bytes int, ok bool) {
	if n, ok := kit.ParseLimit(s); ok {
		return n * 1000, true
	}
	k, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || !(k >= 0.001 && k <= kit.MaxLimit) {
		return 0, false
	}
	return int(math.Round(k * 1000)), true
}
