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
)

// rateLimits is the part of the access window that says how much one player may send and how often
// one address may connect. UI goroutine only.
type rateLimits struct {
	box                              fyne.CanvasObject
	messages, kilobytes, connections *kit.FormEntry
	then                             *widget.RadioGroup
	wrong                            *widget.Label // which number is none
}

func listenSlowly() string { return lang.L("Listen to the player more slowly") }
func sendOut() string      { return lang.L("Send the player out") }

// rateSettings is how much may come in a second.
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
func (m *rateLimits) read() (rateSettings, bool) {
	var said rateSettings
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
