package ui

import (
	"strconv"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// welcome is the short screen of the first start, over the window. Its button, Enter, Space and Escape take it
// away, for ever. UI goroutine only.
type welcome struct {
	button *kit.SheetButton
	end    func() // takes it away and keeps that it was seen
}

// welcomeWidth is how wide its texts are, which leaves some of the smallest window in sight around it.
const welcomeWidth = 54 * kit.Unit

// greet shows the screen of the first start.
func (w *Window) greet() {
	v := &welcome{}
	w.welcome = v
	v.button = kit.NewSheetButton(lang.L("Got it"), func() { v.end() }, func() { v.end() })
	v.button.Importance = widget.HighImportance

	steps := container.New(kit.StackLayout(-kit.Unit / 4))
	for i, step := range []string{
		lang.L("Give your friends the large address in this window. They put it into their game."),
		lang.L("Press “Start hosting”. This computer then waits for them."),
		lang.L("They start their game on the same network, and you see who joins and what is sent."),
	} {
		number := widget.NewLabel(strconv.Itoa(i + 1))
		number.TextStyle.Bold = true
		number.Importance = widget.HighImportance
		steps.Add(container.NewBorder(nil, nil, number, nil, kit.NewText(step)))
	}
	leave := kit.OpenSheet(w.window.Canvas(), kit.Inset(1.5, 1.5, kit.FixedWidth(welcomeWidth, kit.Stack(kit.Unit,
		container.NewBorder(nil, nil, picture(8*kit.Unit), nil, kit.CentreVertically(kit.Stack(-kit.Unit,
			kit.NewHeading(lang.L("Welcome to Porchlight")),
			kit.NewText(lang.L("It lets friends join the game that you wrote."))))),
		steps,
		container.NewHBox(layout.NewSpacer(), kit.FixedWidth(14*kit.Unit, v.button))))), v.button)
	v.end = func() {
		w.welcome = nil
		w.Settings.SetBool(keyWelcomed, true)
		leave()
		w.window.Canvas().Focus(w.header.port)
	}
}
