package ui

import (
	"slices"

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

// news is one thing that a banner tells.
type news struct {
	about    string // so that who told it can take it back
	sentence string
	trouble  bool
	remedy   *remedy
}

// banner tells of trouble, or of news that wants an answer, in one sentence with its remedy beside
// it: the newest first, trouble before other news, and the next once that is done with. It is hidden
// while there is nothing to tell. UI goroutine only.
type banner struct {
	box     *fyne.Container
	surface *panel
	icon    *widget.Icon
	text    *widget.Label
	scroll  *container.Scroll // of the text, where there is no room for all of it
	remedy  *widget.Button
	close   *widget.Button
	all     []news // the last is shown

	onDismissed func()
	onHeight    func() // called when height became another
}

func newBanner() *banner {
	b := &banner{icon: widget.NewIcon(theme.WarningIcon()), text: widget.NewLabel(""), remedy: widget.NewButton("", nil)}
	b.text.Wrapping = fyne.TextWrapWord
	b.scroll = container.NewVScroll(b.text)
	b.close = widget.NewButton(lang.L("Dismiss"), func() {
		b.clear(b.about())
		b.onDismissed()
	})
	b.close.Importance = widget.LowImportance
	b.remedy.OnTapped = func() {
		do := b.all[len(b.all)-1].remedy.do
		b.clear(b.about())
		do()
	}
	buttons := container.NewHBox(b.remedy, b.close)
	row := container.NewBorder(nil, nil,
		container.NewVBox(layout.NewSpacer(), wide(3*unit, b.icon), layout.NewSpacer()),
		container.NewVBox(layout.NewSpacer(), buttons, layout.NewSpacer()), b.scroll)
	b.surface = newPanel(colorTrouble, inset(1, 0.25, row))
	b.box = container.NewStack(b.surface)
	b.box.Hide()
	return b
}

// trouble tells of something that went wrong.
func (b *banner) trouble(about, sentence string, r *remedy) { b.tell(news{about, sentence, true, r}) }

// notice tells news that want an answer.
func (b *banner) notice(about, sentence string, r *remedy) { b.tell(news{about, sentence, false, r}) }

func (b *banner) tell(n news) {
	b.take(n.about)
	at := len(b.all)
	for !n.trouble && at > 0 && b.all[at-1].trouble {
		at--
	}
	b.all = slices.Insert(b.all, at, n)
	b.show()
}

// about is what the banner shows something about; "" where it is hidden.
func (b *banner) about() string {
	if len(b.all) == 0 {
		return ""
	}
	return b.all[len(b.all)-1].about
}

// tells tells whether there is something about that, shown or waiting.
func (b *banner) tells(about string) bool {
	return slices.ContainsFunc(b.all, func(n news) bool { return n.about == about })
}

// clear takes back what was told about something.
func (b *banner) clear(about string) {
	if b.tells(about) {
		b.take(about)
		b.show()
	}
}

func (b *banner) take(about string) {
	b.all = slices.DeleteFunc(b.all, func(n news) bool { return n.about == about })
}

// hide takes everything back.
func (b *banner) hide() {
	b.all = nil
	b.show()
}

// over puts the banner over something.
func (b *banner) over(below fyne.CanvasObject) *fyne.Container {
	both := container.New(overLayout{b.height, 0}, b.box, below)
	b.onHeight = both.Refresh
	return both
}

// height is what the banner takes where there is room for all of it.
func (b *banner) height() float32 {
	rest := b.box.MinSize().Height - b.scroll.MinSize().Height
	return rest + max(b.text.MinSize().Height, b.remedy.MinSize().Height)
}

func (b *banner) show() {
	defer b.onHeight()
	if len(b.all) == 0 {
		b.box.Hide()
		return
	}
	n := b.all[len(b.all)-1]
	color, icon := colorNotice, fyne.Resource(theme.NewPrimaryThemedResource(theme.InfoIcon()))
	if n.trouble {
		color, icon = colorTrouble, theme.NewErrorThemedResource(theme.WarningIcon())
	}
	b.surface.color = color
	b.icon.SetResource(icon)
	b.text.SetText(n.sentence)
	b.scroll.ScrollToTop()
	if n.remedy != nil {
		b.remedy.SetText(n.remedy.label)
	}
	show(b.remedy, n.remedy != nil)
	b.box.Show()
	b.surface.Refresh()
}
