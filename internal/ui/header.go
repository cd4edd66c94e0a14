package ui

import (
	"strconv"
	"strings"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// header is the upper part of the window: the lamp and its sentences, the address, the game and its settings.
// UI goroutine only.
type header struct {
	box       fyne.CanvasObject
	lamp      *kit.Lamp
	state     *widget.Label
	detail    *widget.Label
	start     *kit.Button
	game      *widget.Select
	games     *widget.Button
	about     *kit.Caption // description of the game
	address   *kit.BigText
	copy      *widget.Button
	invite    *widget.Button
	more      *widget.Button
	networks  *widget.Select // shown if there are several
	network   *kit.Caption   // shown otherwise
	port      *portEntry
	players   *widget.SelectEntry
	hint      *kit.Caption
	addressIs *kit.Caption

	networksRow *fyne.Container
}

// portEntry is the entry for the port.
type portEntry struct{ widget.Entry }

// rightWidth is the width of the right column: start button, game, port, players.
const rightWidth = 29 * kit.Unit

func newHeader() *header {
	h := &header{
		lamp:      kit.NewLamp(),
		state:     widget.NewLabel(""),
		detail:    widget.NewLabel(""),
		start:     kit.NewButton("", nil),
		game:      widget.NewSelect(nil, nil),
		games:     widget.NewButton(lang.L("Games…"), nil),
		about:     kit.NewTruncatedCaption(),
		address:   kit.NewBigText(18, 32),
		copy:      widget.NewButtonWithIcon(lang.L("Copy"), theme.ContentCopyIcon(), nil),
		invite:    widget.NewButton(lang.L("Invite…"), nil),
		more:      widget.NewButtonWithIcon(lang.L("More"), theme.MenuDropDownIcon(), nil),
		networks:  widget.NewSelect(nil, nil),
		network:   kit.NewTruncatedCaption(),
		port:      &portEntry{},
		players:   widget.NewSelectEntry([]string{"2", "3", "4", "8", "16", "30", kit.NoLimit()}),
		hint:      kit.NewCaption(" "),
		addressIs: kit.NewCaption(lang.L("Friends on this network connect to")),
	}
	h.state.SizeName = theme.SizeNameSubHeadingText
	h.state.TextStyle.Bold = true
	h.state.Truncation = fyne.TextTruncateEllipsis
	h.detail.SizeName = theme.SizeNameCaptionText
	h.detail.Importance = widget.LowImportance
	h.detail.Wrapping = fyne.TextWrapWord
	h.port.ExtendBaseWidget(h.port)
	h.start.Importance = widget.HighImportance
	h.start.LabelIsMeaning = true // the second click on Start must not stop
	h.more.IconPlacement = widget.ButtonIconTrailingText

	state := container.NewBorder(nil, nil, h.lamp, nil, kit.CentreVertically(kit.Stack(-kit.Unit, h.state, kit.Inset(0, -0.875, h.detail))))
	h.networksRow = container.NewStack(h.networks)
	left := kit.Stack(1,
		state,
		h.addressIs,
		h.address,
		container.NewBorder(nil, nil, container.NewHBox(h.copy, h.invite), nil, container.NewStack(kit.CentreVertically(h.network), h.networksRow)),
		h.about)
	under := func(name string, entry fyne.CanvasObject) fyne.CanvasObject {
		return kit.Stack(2, kit.NewCaption(name), entry)
	}
	right := kit.Stack(kit.Unit/2,
		container.NewBorder(nil, nil, nil, h.more, h.start),
		container.NewBorder(nil, nil, nil, h.games, h.game),
		container.NewGridWithColumns(2, under(lang.L("Port"), h.port), under(lang.L("Players"), h.players)),
		h.hint)
	h.box = kit.NewPanel(kit.ColorSurface, kit.Inset(1.5, 0.5, container.NewBorder(nil, nil, nil, kit.Inset(0.5, 0, kit.FixedWidth(rightWidth, right)), left)))
	return h
}

// readPort parses the port entry. Port 0 is any free port.
func (h *header) readPort() (port int, ok bool) {
	port, err := strconv.Atoi(strings.TrimSpace(h.port.Text))
	return port, err == nil && port >= 0 && port <= 65535
}

// readPlayers parses the players entry; 0 is no limit.
func (h *header) readPlayers() (players int, ok bool) { return kit.ParseLimit(h.players.Text) }

// check shows a hint below the entries and reports whether both are valid.
func (h *header) check() bool {
	port, portOK := h.readPort()
	_, playersOK := h.readPlayers()
	switch {
	case h.port.Disabled() && playersOK:
		h.hint.Set(lang.L("The port can't change while hosting."), kit.ColorDim)
	case !portOK:
		h.hint.Set(lang.L("A port is a number from 1 to 65535."), theme.ColorNameError)
	case !playersOK:
		h.hint.Set(lang.L("A number of players, or “No limit”."), theme.ColorNameError)
	case port == 0:
		h.hint.Set(lang.L("0 takes any free port."), kit.ColorDim)
	case port < 1024:
		h.hint.Set(lang.L("Below 1024 may need an administrator."), kit.ColorDim)
	default:
		h.hint.Set(" ", kit.ColorDim)
	}
	return portOK && playersOK
}

// setState shows a state of the lamp and its sentences.
func (h *header) setState(s kit.LampState, sentence, detail string) {
	h.lamp.SetState(s)
	if h.state.Text != sentence {
		h.state.SetText(sentence)
	}
	if h.detail.Text != detail {
		h.detail.SetText(detail)
	}
}
