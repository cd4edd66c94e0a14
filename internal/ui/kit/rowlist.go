package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// RowList is a list that Tab skips while it is empty: Fyne shows the focus of a list on one of its rows.
type RowList struct{ widget.List }

// NewRowList makes a list without separators.
func NewRowList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *RowList {
	l := &RowList{}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.ExtendBaseWidget(l)
	return l
}

// Disabled implements fyne.Disableable, by which Fyne tells what can have the focus.
func (l *RowList) Disabled() bool { return l.Length() == 0 }

// Enable implements fyne.Disableable: rows are what enables it.
func (l *RowList) Enable() {}

// Disable implements fyne.Disableable.
func (l *RowList) Disable() {}
