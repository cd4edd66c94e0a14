package ui

import (
	"fmt"
	"net/netip"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// invite is the window with what to give friends: text for a chat, lines for a Python client, and a
// picture for a phone. UI goroutine only.
type invite struct {
	window  fyne.Window
	large   fyne.Window // the picture alone
	state   *widget.Label
	text    *widget.Label
	python  *widget.Label
	scan    *kit.Reader // what is for a phone
	picture *kit.QRCode
	big     *kit.QRCode
	bigText *kit.BigText
	phone   *widget.Label // what became of the phone check
	answer  *widget.Check
	owner   *widget.Entry
	buttons []*widget.Button // that need a port

	toast *kit.Toast
	given func(text string) // puts text on the clipboard; "": the address was shown
	shown invitation
}

// invitation is what an invitation depends on.
type invitation struct {
	address netip.AddrPort // not valid while the port is not known
	hosting bool
	phone   phoneCheck
	reached string // who has reached it, as a sentence; "": nobody yet
}

// phoneCheck is whether a phone's browser gets a page.
type phoneCheck uint8

const (
	phoneAnswered phoneCheck = iota
	phoneOff                 // the person's setting
	phoneUnknown             // the game's own clients may look like browsers
)

func newInvite(app fyne.App, dispatch func(func()), given func(text string), onElsewhere func()) *invite {
	v := &invite{
		window: app.NewWindow(lang.L("Invite friends")), large: app.NewWindow(lang.L("Scan to join")),
		state: kit.NewText(""), text: kit.NewMonoLabel(), python: kit.NewMonoLabel(), phone: kit.NewNote(""),
		picture: kit.NewQRCode(20 * kit.Unit), big: kit.NewQRCode(30 * kit.Unit), bigText: kit.NewBigText(14, 40), given: given,
		owner: widget.NewEntry(), toast: kit.NewToast(dispatch),
	}
	v.text.Wrapping = fyne.TextWrapWord
	v.answer = widget.NewCheck(lang.L("Answer phones with a page"), nil)
	button := func(label string, icon fyne.Resource, do func()) *widget.Button {
		b := widget.NewButtonWithIcon(label, icon, do)
		v.buttons = append(v.buttons, b)
		return b
	}
	part := func(name string, what *widget.Label, b *widget.Button) fyne.CanvasObject {
		return kit.Stack(0, container.NewBorder(nil, nil, nil, b, kit.NewBoldText(name)), kit.NewPanel(theme.ColorNameInputBackground, what))
	}
	words := kit.Stack(kit.Unit,
		v.state,
		part(lang.L("For a chat"), v.text, button(lang.L("Copy text"), theme.ContentCopyIcon(), func() { v.copy(v.text.Text) })),
		part(lang.L("For a Python client"), v.python, button(lang.L("Copy lines"), theme.ContentCopyIcon(), func() { v.copy(v.python.Text) })),
		kit.Stack(0, kit.NewNote(lang.L("This works for friends on the same network as you, not over the Internet.")),
			container.NewHBox(kit.NewQuietButton(lang.L("Friends elsewhere…"), onElsewhere))))
	scan := kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("For a phone")),
		v.picture,
		kit.Inset(0, 0.5, button(lang.L("Show it large"), theme.ViewFullScreenIcon(), v.showLarge)),
		v.phone,
		v.answer,
		kit.NewNote(lang.L("The page says whose game it is:")),
		kit.Inset(0, 0.5, kit.ForwardScroll(v.owner, func() *container.Scroll { return v.scan.Scroll })))
	v.scan = kit.NewReader(kit.Inset(1, 0, scan))
	v.window.SetContent(container.NewStack(kit.Inset(1, 1, kit.NewPanel(kit.ColorSurface, kit.Inset(1, 1, container.NewBorder(nil, nil, nil,
		kit.Inset(0.5, 0, kit.FixedWidth(32*kit.Unit, v.scan)), kit.NewReader(words))))), v.toast.Layer))
	v.window.Resize(fyne.NewSize(720, 520))
	v.window.SetCloseIntercept(v.window.Hide)
	kit.CloseOnEscape(v.window)
	v.large.SetContent(kit.Inset(2, 2, container.NewBorder(nil, v.bigText, nil, nil, v.big)))
	v.large.Resize(fyne.NewSize(480, 560))
	v.large.SetCloseIntercept(v.large.Hide)
	kit.CloseOnEscape(v.large)
	return v
}

// renew shows an invitation as it is now.
func (v *invite) renew(now invitation) {
	if now == v.shown && v.state.Text != "" {
		return
	}
	v.shown = now
	known := now.address.IsValid()
	for _, b := range v.buttons {
		kit.SetEnabled(b, known)
	}
	data := map[string]any{"IP": now.address.Addr().String(), "Port": int(now.address.Port())}
	switch {
	case !known:
		v.state.SetText(lang.L("The port is chosen when you press Start hosting. Then there is something to give to friends."))
		v.text.SetText("…")
		v.python.SetText("…")
		v.picture.SetText("")
		v.big.SetText("")
		v.bigText.SetText("")
		v.phone.SetText("")
		return
	case now.hosting:
		v.state.SetText(lang.L("Give your friends one of these."))
	default:
		v.state.SetText(lang.L("Give your friends one of these, and press Start hosting before they try."))
	}
	v.text.SetText(lang.L("Join my game! The address is {{.IP}} and the port is {{.Port}}. You need to be on the same network as me.", data))
	v.python.SetText(fmt.Sprintf("server = %q\nport = %d", data["IP"], data["Port"]))
	link := "http://" + now.address.String() + "/"
	v.picture.SetText(link)
	v.big.SetText(link)
	v.bigText.SetText(now.address.String())
	v.phone.SetText(v.phoneSentence(now))
}

// phoneSentence says what scanning the picture is good for, or what came of it.
func (v *invite) phoneSentence(now invitation) string {
	switch {
	case now.phone == phoneOff:
		return lang.L("Phones get no page now: to this game they are players like any other.")
	case now.phone == phoneUnknown:
		return lang.L("Programs that play this game can look like a phone's browser, so phones get no page. The lamp still tells when one reached you.")
	case now.reached != "":
		return now.reached
	case !now.hosting:
		return lang.L("While you host, a phone that scans this shows a page if your network lets it in.")
	}
	return lang.L("Scan this with a phone on the same Wi-Fi. If your network lets it in, the phone shows a page, and the lamp here says so.")
}

func (v *invite) showLarge() {
	v.large.Show()
	v.large.RequestFocus()
	v.given("")
}

func (v *invite) copy(text string) {
	v.given(text)
	v.toast.Show(lang.L("Copied."), nil)
}

func (v *invite) show() {
	v.window.Show()
	v.window.RequestFocus()
}
