package access

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
	"porchlight/internal/session"
)

// Window is the window that says who may connect. UI goroutine only.
type Window struct {
	Params
	Window     fyne.Window
	from       *widget.RadioGroup
	ask        *widget.Check
	perAddress *widget.SelectEntry
	hint       *widget.Label // below perAddress
	address    *widget.Entry // to put on a list by hand
	ban, allow *kit.FormButton
	rateLimits *rateLimits
	reader     *kit.Reader
	wrong      *widget.Label // the error in the typed address
	lists      *fyne.Container

	banned, allowed []netip.Addr // as shown
}

// Params are what a Window is made of.
type Params struct {
	App       fyne.App
	Session   *session.Session
	OnChanged func() // called after a change of the policy or the rate limits
}

func onlyNear() string { return lang.L("Only people on my networks") }
func anybody() string  { return lang.L("Anybody who knows the address, from the Internet too") }

// New makes the window, which is not shown yet.
func New(p Params) *Window {
	w := &Window{
		Params: p, Window: p.App.NewWindow(lang.L("Who may come in")),
		hint: kit.NewNote(""), address: widget.NewEntry(), wrong: kit.NewNote(""), lists: container.NewVBox(),
	}
	plan := p.Session.Snapshot().Plan
	w.from = widget.NewRadioGroup([]string{onlyNear(), anybody()}, nil)
	w.from.Required = true
	w.from.Selected = onlyNear()
	if plan.Policy.Anywhere {
		w.from.Selected = anybody()
	}
	w.from.OnChanged = func(s string) { w.changePolicy(func(p *access.Policy) { p.Anywhere = s == anybody() }) }
	w.ask = widget.NewCheck(lang.L("Ask me before a player joins"), nil)
	w.ask.Checked = plan.Policy.Ask
	w.ask.OnChanged = func(yes bool) { w.changePolicy(func(p *access.Policy) { p.Ask = yes }) }
	w.perAddress = widget.NewSelectEntry([]string{"1", "2", "10", "100", kit.NoLimit()})
	w.perAddress.SetText(kit.LimitText(plan.Policy.PerAddress))
	w.perAddress.OnChanged = w.onPerAddress
	w.onPerAddress(w.perAddress.Text)
	w.address.SetPlaceHolder("192.168.1.40")
	w.address.OnChanged = func(string) { w.wrong.Hide() }
	w.ban = kit.NewFormButton(lang.L("Ban"), w.reveal, func() { w.applyToAddress(p.Session.Ban) })
	w.allow = kit.NewFormButton(lang.L("Always let in"), w.reveal, func() { w.applyToAddress(p.Session.Allow) })
	w.wrong.Importance = widget.DangerImportance
	w.wrong.Hide()

	rules := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("Where they come from")),
		w.from,
		kit.NewNote(lang.L("Your networks are the ones this computer is on, and private addresses such as 192.168.1.40. Everybody else is turned away.")),
		w.ask,
		kit.NewNote(lang.L("Whoever comes then waits at the door, and you let them in or turn them away above the list of players.")))
	most := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("Connections from one address, at most")),
		kit.Inset(1, 0, container.NewHBox(kit.FixedWidth(16*kit.Unit, kit.ForwardScroll(w.perAddress, w.form)))), w.hint)
	people := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("One address")),
		kit.Inset(1, 0, container.NewBorder(nil, nil, nil, container.NewHBox(w.ban, w.allow), kit.ForwardScroll(w.address, w.form))), w.wrong,
		w.lists)
	w.rateLimits = newRateLimits(rateSettings{plan.RateLimit, plan.Policy.PerSecond}, w.changeLimits, w.reveal, w.form)
	w.reader = kit.NewReader(kit.Inset(1, 0, kit.Stack(kit.Unit, rules, people, most, w.rateLimits.box)))
	w.Window.SetContent(kit.Inset(1, 1, kit.NewPanel(kit.ColorSurface, kit.Inset(0, 1, w.reader))))
	w.Window.Resize(fyne.NewSize(540, 620))
	w.Window.SetCloseIntercept(w.Hide)
	kit.CloseOnEscape(w.Window)
	w.showLists()
	return w
}

func (w *Window) onPerAddress(s string) {
	n, ok := kit.ParseLimit(s)
	w.hint.Importance = widget.LowImportance
	text := lang.L("Programs on this computer do not count.")
	if !ok {
		w.hint.Importance = widget.DangerImportance
		text = lang.L("Type a number of connections, or “No limit”.")
	}
	w.hint.SetText(text)
	if ok && n != w.policy().PerAddress {
		w.changePolicy(func(p *access.Policy) { p.PerAddress = n })
	}
}

// applyToAddress calls do with the typed address, or shows the error in it.
func (w *Window) applyToAddress(do func(netip.Addr)) {
	a, err := netip.ParseAddr(strings.TrimSpace(w.address.Text))
	if a = a.Unmap(); err != nil || !a.Is4() {
		w.wrong.SetText(lang.L("An address is four numbers from 0 to 255 with points between them, such as 192.168.1.40."))
		w.wrong.Show()
		return
	}
	w.address.SetText("")
	do(a)
}

// Update shows the lists of a snapshot if they have changed.
func (w *Window) Update(n *session.Snapshot) {
	if slices.Equal(n.Banned, w.banned) && slices.Equal(n.Allowed, w.allowed) {
		return
	}
	w.banned, w.allowed = n.Banned, n.Allowed
	w.showLists()
}

func (w *Window) showLists() {
	var rows []fyne.CanvasObject
	add := func(heading, nobody, remove string, addresses []netip.Addr) {
		rows = append(rows, kit.NewBoldText(heading))
		if len(addresses) == 0 {
			rows = append(rows, kit.NewNote(nobody))
		}
		for _, a := range addresses {
			name := widget.NewLabelWithStyle(a.String(), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
			forget := kit.NewFormButton(remove, w.reveal, func() { w.Session.Forget(a) })
			rows = append(rows, container.NewBorder(nil, nil, name, forget))
		}
	}
	add(lang.L("Banned"), lang.L("Nobody is banned."), lang.L("Unban"), w.banned)
	add(lang.L("Let in without asking"), lang.L("Nobody is let in without asking."), lang.L("Take off the list"), w.allowed)
	w.lists.Objects = rows
	w.lists.Refresh()
}

func (w *Window) form() *container.Scroll { return w.reader.Scroll }

func (w *Window) reveal(o fyne.CanvasObject) { kit.Reveal(w.reader.Scroll, o) }

// Hide applies the typed values and hides the window.
func (w *Window) Hide() {
	w.Window.Canvas().Unfocus()
	w.Window.Hide()
}

// Show brings the window up.
func (w *Window) Show() {
	w.Window.Show()
	w.Window.RequestFocus()
}

// ShowRateLimits brings the window up and scrolls to the rate limits.
func (w *Window) ShowRateLimits() {
	w.Show()
	w.reveal(w.rateLimits.box)
}
