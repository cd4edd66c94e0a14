package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// remedy is what a button beside a sentence does about it.
type remedy struct {
	label string
	do    func()
}

// banner tells of trouble, or of news that wants an answer, in one sentence with its remedy beside
// it. It is hidden while there is nothing to tell. UI goroutine only.
type banner struct {
	box     *fyne.Container
	surface *panel
	icon    *widget.Icon
	text    *widget.Label
	remedy  *widget.Button
	close   *widget.Button
	about   string // what the banner is about, so that who showed it can take it back

	onDismissed func()
}

func newBanner() *banner {
	b := &banner{icon: widget.NewIcon(theme.WarningIcon()), text: widget.NewLabel(""), remedy: widget.NewButton("", nil)}
	b.text.Wrapping = fyne.TextWrapWord
	b.close = widget.NewButton(lang.L("Dismiss"), func() {
		b.hide()
		b.onDismissed()
	})
	b.close.Importance = widget.LowImportance
	buttons := container.NewHBox(b.remedy, b.close)
	row := container.NewBorder(nil, nil,
		container.NewVBox(layout.NewSpacer(), wide(3*unit, b.icon), layout.NewSpacer()),
		container.NewVBox(layout.NewSpacer(), buttons, layout.NewSpacer()), b.text)
	b.surface = newPanel(colorTrouble, inset(1, 0.25, row))
	b.box = container.NewStack(b.surface)
	b.box.Hide()
	return b
}

// trouble shows a sentence about something that went wrong.
func (b *banner) trouble(about, sentence string, r *remedy) {
	b.show(about, sentence, r, colorTrouble, theme.NewErrorThemedResource(theme.WarningIcon()))
}

// notice shows a sentence about news that wants an answer.
func (b *banner) notice(about, sentence string, r *remedy) {
	b.show(about, sentence, r, colorNotice, theme.NewPrimaryThemedResource(theme.InfoIcon()))
}

func (b *banner) show(about, sentence string, r *remedy, color fyne.ThemeColorName, icon fyne.Resource) {
	b.about = about
	b.surface.color = color
	b.icon.SetResource(icon)
	b.text.SetText(sentence)
	if r == nil {
		b.remedy.Hide()
	} else {
		b.remedy.SetText(r.label)
		b.remedy.OnTapped = func() {
			b.hide()
			r.do()
		}
		b.remedy.Show()
	}
	b.box.Show()
	b.surface.Refresh()
}

// clear takes back what was shown about something, if that still stands.
func (b *banner) clear(about string) {
	if b.about == about {
		b.hide()
	}
}

func (b *banner) hide() {
	b.about = ""
	b.box.Hide()
}
