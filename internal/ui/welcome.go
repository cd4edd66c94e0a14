package ui

import (
	"strconv"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// welcome is the short screen of the first start, over the window. Its button, Enter, Space and Escape take it
// away, for ever. UI goroutine only.
type welcome struct {
	button *sheetButton
	end    func() // takes it away and keeps that it was seen
}

// welcomeWidth is how wide its texts are, which leaves some of the smallest window in sight around it.
const welcomeWidth = 54 * unit

// greet shows the screen of the first start.
func (w *Window) greet() {
	v := &welcome{}
	w.welcome = v
	v.button = newSheetButton(lang.L("Got it"), func() { v.end() }, func() { v.end() })
	v.button.Importance = widget.HighImportance

	steps := container.New(stackLayout(-unit / 4))
	for i, step := range []string{
		lang.L("Give your friends the large address in this window. They put it into their game."),
		lang.L("Press “Start hosting”. This computer then waits for them."),
		lang.L("They start their game on the same network, and you see who joins and what is sent."),
	} {
		number := widget.NewLabel(strconv.Itoa(i + 1))
		number.TextStyle.Bold = true
		number.Importance = widget.HighImportance
		steps.Add(container.NewBorder(nil, nil, number, nil, words(step)))
	}
	leave := openSheet(w.window.Canvas(), inset(1.5, 1.5, wide(welcomeWidth, stack(unit,
		container.NewBorder(nil, nil, picture(8*unit), nil, centred(stack(-unit,
			heading(lang.L("Welcome to Porchlight")),
			words(lang.L("It lets friends join the game that you wrote."))))),
		steps,
		container.NewHBox(layout.NewSpacer(), wide(14*unit, v.button))))), v.button)
	v.end = func() {
		w.welcome = nil
		w.settings.SetBool(keyWelcomed, true)
		leave()
		w.window.Canvas().Focus(w.header.port)
	}
}
