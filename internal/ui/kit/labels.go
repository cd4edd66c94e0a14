package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewText makes a label of whole sentences that wraps at words.
func NewText(s string) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewBoldText makes a bold label for the head of a group.
func NewBoldText(s string) *widget.Label {
	l := NewText(s)
	l.TextStyle.Bold = true
	return l
}

// NewHeading makes a large bold label for the head of a page.
func NewHeading(s string) *widget.Label {
	l := NewBoldText(s)
	l.SizeName = theme.SizeNameSubHeadingText
	return l
}

// NewNote makes a small, dim label that explains what is above it.
func NewNote(s string) *widget.Label {
	l := NewText(s)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	return l
}

// NewQuietButton makes a button without a frame.
func NewQuietButton(label string, do func()) *widget.Button {
	b := widget.NewButton(label, do)
	b.Importance = widget.LowImportance
	return b
}

// NewMonoLabel makes an empty, selectable label of monospaced text.
func NewMonoLabel() *widget.Label {
	l := widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	l.Selectable = true
	return l
}

// SetLabel changes the text of a label if it differs, since every change draws the label again.
func SetLabel(l *widget.Label, s string) {
	if l.Text != s {
		l.SetText(s)
	}
}
