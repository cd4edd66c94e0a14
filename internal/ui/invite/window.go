package invite

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// Params are what a Window is made of.
type Params struct {
	App      fyne.App
	Dispatch func(func()) // runs a function on the UI goroutine

	AnswerPhones bool   // the initial state of the check box
	Owner        string // the initial name on the page for phones

	SetAnswerPhones func(bool)        // sets whether phones are answered with a page
	SetOwner        func(string)      // sets the name on that page, without spaces around it
	Copy            func(text string) // puts a text that contains the join address on the clipboard
	OnShownLarge    func()            // is called after the join address was shown large
	OnElsewhere     func()            // is called when the person asks about friends who are not on the same network
}

// Window shows the join address in the forms that friends need. UI goroutine only.
type Window struct {
	window   fyne.Window
	hint     *widget.Label // above the rest
	chatText *widget.Label
	pyLines  *widget.Label
	code     *kit.QRCode
	result   *widget.Label // below code: its use, or the result of scanning it
	answer   *widget.Check
	owner    *widget.Entry
	phone    *kit.Reader      // all that is for a phone
	buttons  []*widget.Button // disabled while the port is unknown
	toast    *kit.Toast

	large     fyne.Window // contains the two below
	largeCode *kit.QRCode
	largeAddr *kit.BigText

	params Params
}

// New makes the window, which is hidden until Show is called. Call Update before.
func New(p Params) *Window {
	w := &Window{
		window: p.App.NewWindow(lang.L("Invite friends")), large: p.App.NewWindow(lang.L("Scan to join")),
		hint: kit.NewText(""), chatText: kit.NewMonoLabel(), pyLines: kit.NewMonoLabel(), result: kit.NewNote(""),
		code: kit.NewQRCode(20 * kit.Unit), largeCode: kit.NewQRCode(30 * kit.Unit), largeAddr: kit.NewBigText(14, 40),
		answer: widget.NewCheck(lang.L("Answer phones with a page"), nil), owner: widget.NewEntry(),
		toast: kit.NewToast(p.Dispatch), params: p,
	}
	w.chatText.Wrapping = fyne.TextWrapWord
	w.answer.Checked = p.AnswerPhones
	w.answer.OnChanged = p.SetAnswerPhones
	w.owner.SetText(p.Owner)
	w.owner.OnChanged = func(s string) { p.SetOwner(strings.TrimSpace(s)) }
	w.phone = kit.NewReader(kit.Inset(1, 0, w.phonePart()))
	content := container.NewBorder(nil, nil, nil, kit.Inset(0.5, 0, kit.FixedWidth(32*kit.Unit, w.phone)), kit.NewReader(w.textPart()))
	w.window.SetContent(container.NewStack(kit.Inset(1, 1, kit.NewPanel(kit.ColorSurface, kit.Inset(1, 1, content))), w.toast.Layer))
	w.window.Resize(fyne.NewSize(720, 520))
	w.large.SetContent(kit.Inset(2, 2, container.NewBorder(nil, w.largeAddr, nil, nil, w.largeCode)))
	w.large.Resize(fyne.NewSize(480, 560))
	for _, window := range []fyne.Window{w.window, w.large} {
		window.SetCloseIntercept(window.Hide)
		kit.CloseOnEscape(window)
	}
	return w
}

// textPart makes the part with the texts to copy.
func (w *Window) textPart() fyne.CanvasObject {
	row := func(heading string, text *widget.Label, button *widget.Button) fyne.CanvasObject {
		return kit.Stack(0, container.NewBorder(nil, nil, nil, button, kit.NewBoldText(heading)), kit.NewPanel(theme.ColorNameInputBackground, text))
	}
	copyText := w.newButton(lang.L("Copy text"), theme.ContentCopyIcon(), func() { w.copy(w.chatText.Text) })
	copyLines := w.newButton(lang.L("Copy lines"), theme.ContentCopyIcon(), func() { w.copy(w.pyLines.Text) })
	return kit.Stack(kit.Unit,
		w.hint,
		row(lang.L("For a chat"), w.chatText, copyText),
		row(lang.L("For a Python client"), w.pyLines, copyLines),
		kit.Stack(0, kit.NewNote(lang.L("This works for friends on the same network as you, not over the Internet.")),
			container.NewHBox(kit.NewQuietButton(lang.L("Friends elsewhere…"), w.params.OnElsewhere))))
}

// phonePart makes the part with the QR code and the settings of the page for phones.
func (w *Window) phonePart() fyne.CanvasObject {
	return kit.Stack(-kit.Unit/2,
		kit.NewBoldText(lang.L("For a phone")),
		w.code,
		kit.Inset(0, 0.5, w.newButton(lang.L("Show it large"), theme.ViewFullScreenIcon(), w.showLarge)),
		w.result,
		w.answer,
		kit.NewNote(lang.L("The page says whose game it is:")),
		kit.Inset(0, 0.5, kit.ForwardScroll(w.owner, func() *container.Scroll { return w.phone.Scroll })))
}

// newButton makes a button that is disabled while the port is unknown.
func (w *Window) newButton(label string, icon fyne.Resource, do func()) *widget.Button {
	b := widget.NewButtonWithIcon(label, icon, do)
	w.buttons = append(w.buttons, b)
	return b
}

func (w *Window) copy(text string) {
	w.params.Copy(text)
	w.toast.Show(lang.L("Copied."), nil)
}

func (w *Window) showLarge() {
	w.large.Show()
	w.large.RequestFocus()
	w.params.OnShownLarge()
}

// Show brings the window to the front.
func (w *Window) Show() {
	w.window.Show()
	w.window.RequestFocus()
}

// Hide hides the window, and the one with the large QR code.
func (w *Window) Hide() {
	w.window.Hide()
	w.large.Hide()
}
