package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// words makes a text of whole sentences, in as many lines as it needs.
func words(s string) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// bold makes a text over what belongs together.
func bold(s string) *widget.Label {
	l := words(s)
	l.TextStyle.Bold = true
	return l
}

// heading makes a text over all the rest.
func heading(s string) *widget.Label {
	l := bold(s)
	l.SizeName = theme.SizeNameSubHeadingText
	return l
}

// note makes a small text that explains what is above it.
func note(s string) *widget.Label {
	l := words(s)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	return l
}

// quiet makes a button without a frame.
func quiet(label string, do func()) *widget.Button {
	b := widget.NewButton(label, do)
	b.Importance = widget.LowImportance
	return b
}

func monoLabel() *widget.Label {
	l := widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	l.Selectable = true
	return l
}

// setLabel changes a label only if it is to say something else.
func setLabel(l *widget.Label, s string) {
	if l.Text != s {
		l.SetText(s)
	}
}
