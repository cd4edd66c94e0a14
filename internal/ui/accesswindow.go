package ui

import (
	"net/netip"
	"slices"
	"strings"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/access"
)

// accessWindow is the window that says who may come in: from where, whether they are asked about, how many
// of one address, how much at once, and who never or always. UI goroutine only.
type accessWindow struct {
	window     fyne.Window
	from       *widget.RadioGroup
	ask        *widget.Check
	perAddress *widget.SelectEntry
	hint       *widget.Label // beside perAddress
	address    *widget.Entry // to put on a list by hand
	ban, letIn *kit.FormButton
	rateLimits *rateLimits
	reader     *kit.Reader
	wrong      *widget.Label // what is wrong with the address
	lists      *fyne.Container

	commands        accessCommands
	banned, allowed []netip.Addr // as shown
}

// guestCommands are what the window asks of the session.
type accessCommands struct {
	policy             func() access.Policy // as it is
	change             func(access.Policy)
	limits             func(rateSettings)
	ban, allow, forget func(netip.Addr)
}

func onlyNear() string { return lang.L("Only people on my networks") }
func anybody() string  { return lang.L("Anybody who knows the address, from the Internet too") }

func newAccessWindow(app fyne.App, c accessCommands, limits rateSettings) *accessWindow {
	g := &accessWindow{
		window: app.NewWindow(lang.L("Who may come in")), commands: c,
		hint: kit.NewNote(""), address: widget.NewEntry(), wrong: kit.NewNote(""), lists: container.NewVBox(),
	}
	g.from = widget.NewRadioGroup([]string{onlyNear(), anybody()}, nil)
	g.from.Required = true
	g.from.Selected = onlyNear()
	if c.policy().Anywhere {
		g.from.Selected = anybody()
	}
	g.from.OnChanged = func(s string) {
		e := c.policy()
		e.Anywhere = s == anybody()
		c.change(e)
	}
	g.ask = widget.NewCheck(lang.L("Ask me before a player joins"), nil)
	g.ask.Checked = c.policy().Ask
	g.ask.OnChanged = func(yes bool) {
		e := c.policy()
		e.Ask = yes
		c.change(e)
	}
	g.perAddress = widget.NewSelectEntry([]string{"1", "2", "10", "100", kit.NoLimit()})
	g.perAddress.SetText(kit.LimitText(c.policy().PerAddress))
	g.perAddress.OnChanged = g.onPerAddress
	g.onPerAddress(g.perAddress.Text)
	g.address.SetPlaceHolder("192.168.1.40")
	g.address.OnChanged = func(string) { g.wrong.Hide() }
	g.ban = kit.NewFormButton(lang.L("Ban"), g.reveal, func() { g.applyToAddress(c.ban) })
	g.letIn = kit.NewFormButton(lang.L("Always let in"), g.reveal, func() { g.applyToAddress(c.allow) })
	g.wrong.Importance = widget.DangerImportance
	g.wrong.Hide()

	rules := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("Where they come from")),
		g.from,
		kit.NewNote(lang.L("Your networks are the ones this computer is on, and private addresses such as 192.168.1.40. Everybody else is turned away.")),
		g.ask,
		kit.NewNote(lang.L("Whoever comes then waits at the door, and you let them in or turn them away above the list of players.")))
	most := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("Connections from one address, at most")),
		kit.Inset(1, 0, container.NewHBox(kit.FixedWidth(16*kit.Unit, kit.ForwardScroll(g.perAddress, g.form)))), g.hint)
	people := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("One address")),
		kit.Inset(1, 0, container.NewBorder(nil, nil, nil, container.NewHBox(g.ban, g.letIn), kit.ForwardScroll(g.address, g.form))), g.wrong,
		g.lists)
	g.rateLimits = newRateLimits(limits, c.limits, g.reveal, g.form)
	g.reader = kit.NewReader(kit.Inset(1, 0, kit.Stack(kit.Unit, rules, people, most, g.rateLimits.box)))
	g.window.SetContent(kit.Inset(1, 1, kit.NewPanel(kit.ColorSurface, kit.Inset(0, 1, g.reader))))
	g.window.Resize(fyne.NewSize(540, 620))
	g.window.SetCloseIntercept(g.hide)
	kit.CloseOnEscape(g.window)
	g.showLists()
	return g
}

func (g *accessWindow) onPerAddress(s string) {
	n, ok := kit.ParseLimit(s)
	g.hint.Importance = widget.LowImportance
	text := lang.L("Programs on this computer do not count.")
	if !ok {
		g.hint.Importance = widget.DangerImportance
		text = lang.L("Type a number of connections, or “No limit”.")
	}
	g.hint.SetText(text)
	if e := g.commands.policy(); ok && n != e.PerAddress {
		e.PerAddress = n
		g.commands.change(e)
	}
}

// put does something with the address that was typed.
func (g *accessWindow) applyToAddress(do func(netip.Addr)) {
	a, err := netip.ParseAddr(strings.TrimSpace(g.address.Text))
	if a = a.Unmap(); err != nil || !a.Is4() {
		g.wrong.SetText(lang.L("An address is four numbers from 0 to 255 with points between them, such as 192.168.1.40."))
		g.wrong.Show()
		return
	}
	g.address.SetText("")
	do(a)
}

// updateLists shows the lists if they have changed.
func (g *accessWindow) updateLists(banned, allowed []netip.Addr) {
	if slices.Equal(banned, g.banned) && slices.Equal(allowed, g.allowed) {
		return
	}
	g.banned, g.allowed = banned, allowed
	g.showLists()
}

func (g *accessWindow) showLists() {
	var rows []fyne.CanvasObject
	add := func(heading, nobody, take string, addresses []netip.Addr) {
		rows = append(rows, kit.NewBoldText(heading))
		if len(addresses) == 0 {
			rows = append(rows, kit.NewNote(nobody))
		}
		for _, a := range addresses {
			name := widget.NewLabelWithStyle(a.String(), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
			forget := kit.NewFormButton(take, g.reveal, func() { g.commands.forget(a) })
			rows = append(rows, container.NewBorder(nil, nil, name, forget))
		}
	}
	add(lang.L("Banned"), lang.L("Nobody is banned."), lang.L("Unban"), g.banned)
	add(lang.L("Let in without asking"), lang.L("Nobody is let in without asking."), lang.L("Take off the list"), g.allowed)
	g.lists.Objects = rows
	g.lists.Refresh()
}

func (g *accessWindow) form() *container.Scroll { return g.reader.Scroll }

func (g *accessWindow) reveal(o fyne.CanvasObject) { kit.Reveal(g.reader.Scroll, o) }

func (g *accessWindow) hide() {
	g.window.Canvas().Unfocus() // what was typed holds
	g.window.Hide()
}

func (g *accessWindow) show() {
	g.window.Show()
	g.window.RequestFocus()
}
