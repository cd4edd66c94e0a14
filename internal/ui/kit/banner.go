package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Action is a button beside a sentence: its label, and the function that it calls on the UI goroutine.
type Action struct {
	Label string
	Do    func()
}

// notice is one entry of a Banner.
type notice struct {
	about    string // the topic; one notice a topic
	sentence string
	trouble  bool
	action   *Action
}

// Banner shows one notice at a time in one sentence with its action beside it: trouble before other notices,
// then the newest, and the next one once the shown one is dismissed. It is hidden while it has no notice. UI
// goroutine only.
type Banner struct {
	Box          *fyne.Container // hidden while there is no notice
	surface      *Panel
	icon         *widget.Icon
	text         *widget.Label
	scroll       *container.Scroll // of the text, if it does not fit
	actionButton *Button
	close        *widget.Button
	notices      []notice // the last one is shown
	shown        notice

	OnDismissed func() // called after the person has dismissed a notice
	onHeight    func() // called when the height may have changed
	onChange    func() // called when the buttons have another meaning
}

// NewBanner makes an empty, hidden banner. Set OnDismissed and call Above before the first notice.
func NewBanner() *Banner {
	b := &Banner{icon: widget.NewIcon(theme.WarningIcon()), text: widget.NewLabel(""), actionButton: NewButton("", nil)}
	b.text.Wrapping = fyne.TextWrapWord
	b.scroll = container.NewVScroll(b.text)
	b.close = widget.NewButton(lang.L("Dismiss"), func() {
		b.Clear(b.about())
		b.OnDismissed()
	})
	b.close.Importance = widget.LowImportance
	buttons := container.NewHBox(b.actionButton, b.close)
	row := container.NewBorder(nil, nil,
		container.NewVBox(layout.NewSpacer(), FixedWidth(3*Unit, b.icon), layout.NewSpacer()),
		container.NewVBox(layout.NewSpacer(), buttons, layout.NewSpacer()), b.scroll)
	b.surface = NewPanel(ColorTrouble, Inset(1, 0.25, row))
	b.Box = container.NewStack(b.surface)
	b.Box.Hide()
	return b
}

// ShowTrouble adds a notice that something went wrong. It replaces the notice with the same topic. A nil
// action shows no button.
func (b *Banner) ShowTrouble(about, sentence string, a *Action) {
	b.add(notice{about, sentence, true, a})
}

// ShowNotice adds a notice that wants an answer. It replaces the notice with the same topic. A nil action
// shows no button.
func (b *Banner) ShowNotice(about, sentence string, a *Action) {
	b.add(notice{about, sentence, false, a})
}

func (b *Banner) add(n notice) {
	b.remove(n.about)
	at := len(b.notices)
	for !n.trouble && at > 0 && b.notices[at-1].trouble {
		at--
	}
	b.notices = slices.Insert(b.notices, at, n)
	b.show()
}

// about returns the topic of the shown notice, or "".
func (b *Banner) about() string {
	if len(b.notices) == 0 {
		return ""
	}
	return b.notices[len(b.notices)-1].about
}

// Has reports whether the banner has a notice with the topic, shown or waiting.
func (b *Banner) Has(about string) bool {
	return slices.ContainsFunc(b.notices, func(n notice) bool { return n.about == about })
}

// Clear removes the notice with the topic, if any.
func (b *Banner) Clear(about string) {
	if b.Has(about) {
		b.remove(about)
		b.show()
	}
}

func (b *Banner) remove(about string) {
	b.notices = slices.DeleteFunc(b.notices, func(n notice) bool { return n.about == about })
}

// ClearAll removes all notices.
func (b *Banner) ClearAll() {
	b.notices = nil
	b.show()
}

// Above lays out the banner above an object, which it pushes down while it is shown.
func (b *Banner) Above(below fyne.CanvasObject) *fyne.Container {
	both, changed := NewAbove(AboveLayout{b.height, 0}, b.Box, below)
	b.onHeight, b.onChange = both.Refresh, changed
	return both
}

// height returns the height that shows the whole sentence.
func (b *Banner) height() float32 {
	rest := b.Box.MinSize().Height - b.scroll.MinSize().Height
	return rest + max(b.text.MinSize().Height, b.actionButton.MinSize().Height)
}

func (b *Banner) show() {
	if len(b.notices) == 0 {
		b.shown = notice{}
		Hide(b.Box)
		b.onHeight()
		return
	}
	n := b.notices[len(b.notices)-1]
	defer b.onHeight()
	if n.about != b.shown.about || n.label() != b.shown.label() {
		dropFocus(b.Box) // a key that was meant for the notice before must not answer this one
		b.onChange()
		b.actionButton.SetAction(n.label(), func() { b.act(n.about, n.label()) })
	}
	b.shown = n
	color, icon := ColorNotice, fyne.Resource(theme.NewPrimaryThemedResource(theme.InfoIcon()))
	if n.trouble {
		color, icon = ColorTrouble, theme.NewErrorThemedResource(theme.WarningIcon())
	}
	b.surface.Color = color
	b.icon.SetResource(icon)
	b.text.SetText(n.sentence)
	b.scroll.ScrollToTop()
	SetVisible(b.actionButton, n.action != nil)
	b.Box.Show()
	b.surface.Refresh()
}

// act removes the notice with the topic and does what its action says, if there is such an action.
func (b *Banner) act(about, label string) {
	i := slices.IndexFunc(b.notices, func(n notice) bool { return n.about == about && n.action != nil && n.label() == label })
	if i >= 0 {
		do := b.notices[i].action.Do
		b.Clear(about)
		do()
	}
}

// label returns the label of the action, or "".
func (n notice) label() string {
	if n.action == nil {
		return ""
	}
	return n.action.Label
}
