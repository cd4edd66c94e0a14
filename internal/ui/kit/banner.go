package kit

import (
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

// Notice is a sentence that a Banner shows.
type Notice struct {
	// ID identifies the notice with its action. A notice with the ID of the shown one updates it: the buttons keep
	// the focus and work at once. 0 is equal to no other.
	ID       uint64
	Sentence string
	Trouble  bool    // whether it reports that something went wrong
	Action   *Action // nil: no button
}

// Banner shows one notice with its action and a button that dismisses it. It is hidden while it has none. UI
// goroutine only.
type Banner struct {
	Box          *fyne.Container // hidden while there is no notice
	surface      *Panel
	icon         *widget.Icon
	text         *widget.Label
	scroll       *container.Scroll // of the text, if it does not fit
	actionButton *Button
	shown        Notice // zero: none

	OnDismissed func() // called after the person has dismissed the notice
	onHeight    func() // called when the height may have changed
	onChange    func() // called when the buttons have another meaning
}

// NewBanner makes a hidden banner. Set OnDismissed and call Above before the first notice.
func NewBanner() *Banner {
	b := &Banner{icon: widget.NewIcon(theme.WarningIcon()), text: widget.NewLabel(""), actionButton: NewButton("", nil)}
	b.text.Wrapping = fyne.TextWrapWord
	b.scroll = container.NewVScroll(b.text)
	dismiss := NewQuietButton(lang.L("Dismiss"), func() {
		b.Clear()
		b.OnDismissed()
	})
	buttons := container.NewHBox(b.actionButton, dismiss)
	row := container.NewBorder(nil, nil,
		container.NewVBox(layout.NewSpacer(), FixedWidth(3*Unit, b.icon), layout.NewSpacer()),
		container.NewVBox(layout.NewSpacer(), buttons, layout.NewSpacer()), b.scroll)
	b.surface = NewPanel(ColorTrouble, Inset(1, 0.25, row))
	b.Box = container.NewStack(b.surface)
	b.Box.Hide()
	return b
}

// Show shows a notice in place of the one before.
func (b *Banner) Show(n Notice) {
	defer b.onHeight()
	if n.ID == 0 || n.ID != b.shown.ID {
		dropFocus(b.Box) // a key that was meant for the notice before must not answer this one
		b.onChange()
		b.actionButton.SetAction(n.label(), func() { b.act(n.ID) })
	}
	b.shown = n
	color, icon := ColorNotice, fyne.Resource(theme.NewPrimaryThemedResource(theme.InfoIcon()))
	if n.Trouble {
		color, icon = ColorTrouble, theme.NewErrorThemedResource(theme.WarningIcon())
	}
	b.surface.Color = color
	b.icon.SetResource(icon)
	b.text.SetText(n.Sentence)
	b.scroll.ScrollToTop()
	SetVisible(b.actionButton, n.Action != nil)
	b.Box.Show()
	b.surface.Refresh()
}

// Clear removes the notice, if any.
func (b *Banner) Clear() {
	b.shown = Notice{}
	Hide(b.Box)
	b.onHeight()
}

// act removes the notice with the ID and calls its action, if the banner still shows it.
func (b *Banner) act(id uint64) {
	if a := b.shown.Action; a != nil && b.shown.ID == id {
		b.Clear()
		a.Do()
	}
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

// label returns the label of the action, or "".
func (n Notice) label() string {
	if n.Action == nil {
		return ""
	}
	return n.Action.Label
}
