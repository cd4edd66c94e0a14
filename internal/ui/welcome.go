package ui

import (
	"strconv"

	"porchlight/assets"
	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// welcome is the sheet of the first start. Its button, Enter, Space and Escape close it, and it is not shown again.
// UI goroutine only.
type welcome struct {
	button *kit.SheetButton
	close  func() // closes the sheet and records that it was seen
}

// welcomeWidth is the width of its texts. It leaves a margin in the smallest window.
const welcomeWidth = 54 * kit.Unit

// openWelcome opens the sheet of the first start.
func (w *Window) openWelcome() {
	v := &welcome{}
	w.welcome = v
	v.button = kit.NewSheetButton(lang.L("Got it"), func() { v.close() }, func() { v.close() })
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
	closeSheet := kit.OpenSheet(w.window.Canvas(), kit.Inset(1.5, 1.5, kit.FixedWidth(welcomeWidth, kit.Stack(kit.Unit,
		container.NewBorder(nil, nil, kit.NewImage("small-icon.png", assets.SmallIcon, 8*kit.Unit), nil, kit.CentreVertically(kit.Stack(-kit.Unit,
			kit.NewHeading(lang.L("Welcome to Porchlight")),
			kit.NewText(lang.L("It lets friends join the game that you wrote."))))),
		steps,
		container.NewHBox(layout.NewSpacer(), kit.FixedWidth(14*kit.Unit, v.button))))), v.button)
	v.close = func() {
		w.welcome = nil
		w.Settings.SetBool(keyWelcomed, true)
		closeSheet()
		w.window.Canvas().Focus(w.header.port)
	}
}
