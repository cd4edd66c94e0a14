package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.porchlight.Porchlight")
	w := a.NewWindow("Porchlight")
	w.SetContent(widget.NewLabel("hi"))
	w.ShowAndRun()
}
