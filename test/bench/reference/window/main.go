// Window is a minimal window of Fyne: a label and a button. `make bench` measures Porchlight's window beside it.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.porchlight.Bare").NewWindow("Bare")
	w.SetContent(container.NewVBox(widget.NewLabel("A bare window"), widget.NewButton("A button", func() {})))
	w.Resize(fyne.NewSize(960, 640))
	w.ShowAndRun()
}
