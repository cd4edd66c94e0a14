package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// drawnOn lists what text is drawn on what: the colour of the text, and the ground below it, from the
// bottom up.
var drawnOn = []struct {
	what   string
	ink    fyne.ThemeColorName
	ground []fyne.ThemeColorName
}{
	{"figures of the status line", theme.ColorNameForeground, ground(theme.ColorNameBackground)},
	{"names in the status line", colorDim, ground(theme.ColorNameBackground)},
	{"words on panels", theme.ColorNameForeground, ground(colorSurface)},
	{"captions on panels", colorDim, ground(colorSurface)},
	{"a hint about what is wrong", theme.ColorNameError, ground(colorSurface)},
	{"the words of an empty list", theme.ColorNameDisabled, ground(colorSurface)},
	{"a button that cannot be pressed", theme.ColorNameDisabled, ground(colorSurface, theme.ColorNameDisabledButton)},
	{"a notice", theme.ColorNameForeground, ground(colorNotice)},
	{"dim words on a notice", colorDim, ground(colorNotice)},
	{"trouble", theme.ColorNameForeground, ground(colorTrouble)},
	{"dim words on trouble", colorDim, ground(colorTrouble)},
	{"red words on trouble", theme.ColorNameError, ground(colorTrouble)},
	{"a selected message", theme.ColorNameForeground, ground(colorSurface, colorRowSelected)},
	{"the time of a selected message", colorDim, ground(colorSurface, colorRowSelected)},
	{"a row below the pointer", theme.ColorNameForeground, ground(colorSurface, theme.ColorNameHover)},
	{"the time in a row below the pointer", colorDim, ground(colorSurface, theme.ColorNameHover)},
	{"a button", theme.ColorNameForeground, ground(theme.ColorNameButton)},
	{"a button below the pointer", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNameHover)},
	{"a button with the focus", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNameFocus)},
	{"a button being pressed", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNamePressed)},
	{"a quiet button on a notice below the pointer", theme.ColorNameForeground, ground(colorNotice, theme.ColorNameHover)},
	{"a quiet button on trouble below the pointer", theme.ColorNameForeground, ground(colorTrouble, theme.ColorNameHover)},
	{"the first button", theme.ColorNameForegroundOnPrimary, ground(theme.ColorNamePrimary)},
	{"the first button below the pointer", theme.ColorNameForegroundOnPrimary, ground(theme.ColorNamePrimary, theme.ColorNameHover)},
	{"the first button with the focus", theme.ColorNameForegroundOnPrimary, ground(theme.ColorNamePrimary, theme.ColorNameFocus)},
	{"the button that takes away", theme.ColorNameForegroundOnError, ground(theme.ColorNameError)},
	{"the button that takes away below the pointer", theme.ColorNameForegroundOnError, ground(theme.ColorNameError, theme.ColorNameHover)},
	{"the button that takes away with the focus", theme.ColorNameForegroundOnError, ground(theme.ColorNameError, theme.ColorNameFocus)},
	{"an entry", theme.ColorNameForeground, ground(theme.ColorNameInputBackground)},
	{"selected text in an entry", theme.ColorNameForeground, ground(theme.ColorNameInputBackground, theme.ColorNameSelection)},
	{"an empty entry", theme.ColorNamePlaceHolder, ground(theme.ColorNameInputBackground)},
	{"a locked entry", theme.ColorNameDisabled, ground(theme.ColorNameInputBackground)},
	{"a choice below the pointer", theme.ColorNameForeground, ground(colorSurface, theme.ColorNameHover)},
	{"a choice with the focus", theme.ColorNameForeground, ground(colorSurface, theme.ColorNameFocus)},
	{"a menu", theme.ColorNameForeground, ground(theme.ColorNameMenuBackground)},
	{"the chosen line of a menu", theme.ColorNameForeground, ground(theme.ColorNameMenuBackground, theme.ColorNameFocus)},
	{"a dialog", theme.ColorNameForeground, ground(theme.ColorNameOverlayBackground)},
}

func ground(names ...fyne.ThemeColorName) []fyne.ThemeColorName { return names }

func TestEveryTextCanBeReadInLightAndDark(t *testing.T) {
	for name, variant := range variants {
		look := newLook()
		for _, pair := range drawnOn {
			below := look.Color(theme.ColorNameBackground, variant)
			for _, g := range pair.ground {
				below = over(look.Color(g, variant), below)
			}
			if got := contrast(look.Color(pair.ink, variant), below); got < readable {
				t.Errorf("%s: %s has a contrast of %.2f", name, pair.what, got)
			}
		}
	}
}

func TestEverySeatsNumberCanBeReadOnItsHue(t *testing.T) {
	for seat, hue := range seatHues {
		if got := contrast(hue.ink, hue.fill); got < readable {
			t.Errorf("seat %d has a contrast of %.2f", seat, got)
		}
	}
}

// What is no text needs 3:1, by success criterion 1.4.11.
func TestEveryMarkCanBeMadeOutInLightAndDark(t *testing.T) {
	const visible = 3
	for name, variant := range variants {
		look := newLook()
		for _, pair := range [][2]fyne.ThemeColorName{
			{theme.ColorNamePrimary, theme.ColorNameBackground}, // bars
			{theme.ColorNamePrimary, colorNotice},               // icons
			{theme.ColorNameError, colorTrouble},
			{colorLampFrame, colorSurface}, // the lamp
		} {
			if got := contrast(look.Color(pair[0], variant), look.Color(pair[1], variant)); got < visible {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, pair[0], pair[1], got)
			}
		}
	}
}
