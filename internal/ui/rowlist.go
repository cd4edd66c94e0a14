package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// rowList is a list that Tab passes over while it has no rows: Fyne shows the focus of a list on a row.
type rowList struct{ widget.List }

func newRowList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *rowList {
	l := &rowList{}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.ExtendBaseWidget(l)
	return l
}

// Disabled implements fyne.Disableable, by which Fyne tells what can have the focus.
func (l *rowList) Disabled() bool { return l.Length() == 0 }

// Enable implements fyne.Disableable: rows are what enables it.
func (l *rowList) Enable() {}

// Disable implements fyne.Disableable.
func (l *rowList) Disable() {}
