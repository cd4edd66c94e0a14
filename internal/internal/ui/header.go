package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// header is the upper part of the window: the lamp and its sentence, the address, and what to host.
// UI goroutine only.
type header struct {
	box       fyne.CanvasObject
	lamp      *lamp
	state     *widget.Label
	detail    *caption
	start     *widget.Button
	address   *bigText
	copy      *widget.Button
	networks  *widget.Select // where there is a choice
	network   *caption       // where there is none
	port      *portEntry
	players   *widget.SelectEntry
	hint      *caption
	addressIs *caption

	addressRow  *fyne.Container
	networksRow *fyne.Container
}

// portEntry is the entry for the port; Enter in it starts.
type portEntry struct{ widget.Entry }

func newHeader() *header {
	h := &header{
		lamp:      newLamp(),
		state:     widget.NewLabel(""),
		detail:    newCaption(""),
		start:     widget.NewButton("", nil),
		address:   newBigText(18, 34),
		copy:      widget.NewButtonWithIcon(lang.L("Copy"), theme.ContentCopyIcon(), nil),
		networks:  widget.NewSelect(nil, nil),
		network:   newCaption(""),
		port:      &portEntry{},
		players:   widget.NewSelectEntry([]string{"2", "3", "4", "8", "16", "30", noLimit()}),
		hint:      newCaption(" "),
		addressIs: newCaption(lang.L("Friends connect to")),
	}
	h.state.SizeName = theme.SizeNameSubHeadingText
	h.state.TextStyle.Bold = true
	h.state.Truncation = fyne.TextTruncateEllipsis
	h.port.ExtendBaseWidget(h.port)
	h.start.Importance = widget.HighImportance

	first := container.NewBorder(nil, nil, h.lamp, centred(wide(17*unit, h.start)),
		centred(stack(-unit, h.state, inset(1, 0, h.detail))))
	field := func(name string, width float32, entry fyne.CanvasObject) fyne.CanvasObject {
		return wide(width, stack(2, newCaption(name), entry))
	}
	fields := container.NewVBox(
		container.NewHBox(field(lang.L("Port"), 10*unit, h.port), field(lang.L("Players"), 13*unit, h.players)),
		container.NewHBox(layout.NewSpacer(), h.hint))
	h.networksRow = container.NewHBox(wide(36*unit, h.networks))
	h.addressRow = container.New(besideLayout{}, h.address, h.copy)
	address := stack(2,
		h.addressIs,
		h.addressRow,
		h.network,
		h.networksRow)
	second := container.NewBorder(nil, nil, nil, inset(1, 0, fields), address)
	h.box = newPanel(colorSurface, inset(1.5, 1, stack(unit/2, first, second)))
	return h
}

// besideLayout gives the first object, the address, the width that it wants or else what is left
// beside the second one, which follows at its own size.
type besideLayout struct{}

// MinSize implements fyne.Layout.
func (besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+2*unit+b.Width, max(a.Height, b.Height))
}

// Layout implements fyne.Layout.
func (besideLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	next := objects[1].MinSize()
	width := s.Width - 2*unit - next.Width
	if b, ok := objects[0].(*bigText); ok {
		width = min(width, b.wants())
	}
	objects[0].Resize(fyne.NewSize(width, s.Height))
	objects[1].Resize(next)
	objects[1].Move(fyne.NewPos(width+2*unit, (s.Height-next.Height)/2))
}

// centred keeps an object at its own height, in the middle.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

func noLimit() string { return lang.L("No limit") }

// limitText is how the entry shows a player limit.
func limitText(players int) string {
	if players == 0 {
		return noLimit()
	}
	return strconv.Itoa(players)
}

// readPort reads what stands in the port entry; ok is false where that is no port. 0 is any free one.
func (h *header) readPort() (port int, ok bool) {
	port, err := strconv.Atoi(strings.TrimSpace(h.port.Text))
	return port, err == nil && port >= 0 && port <= 65535
}

// readPlayers reads what stands in the players entry; 0 is no limit.
func (h *header) readPlayers() (players int, ok bool) {
	s := strings.TrimSpace(h.players.Text)
	if strings.EqualFold(s, noLimit()) {
		return 0, true
	}
	players, err := strconv.Atoi(s)
	return players, err == nil && players >= 0 && players <= 1_000_000
}

// check shows what is wrong with the entries, if anything, and tells whether all is right.
func (h *header) check() bool {
	port, portOK := h.readPort()
	_, playersOK := h.readPlayers()
	switch {
	case !portOK:
		h.hint.set(lang.L("A port is a number from 1 to 65535."), theme.ColorNameError)
	case !playersOK:
		h.hint.set(lang.L("Type a number of players, or “No limit”."), theme.ColorNameError)
	case port == 0:
		h.hint.set(lang.L("0 takes any free port."), colorDim)
	case port < 1024:
		h.hint.set(lang.L("Ports below 1024 often need an administrator."), colorDim)
	default:
		h.hint.set(" ", colorDim)
	}
	return portOK && playersOK
}

// say shows the lamp's state in words and light.
func (h *header) say(s lampState, sentence, detail string) {
	h.lamp.set(s)
	if h.state.Text != sentence {
		h.state.SetText(sentence)
	}
	h.detail.set(detail, colorDim)
}
