package kit

import (
	"testing"

	"porchlight/internal/ui/uitest"

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
	{"names in the status line", ColorDim, ground(theme.ColorNameBackground)},
	{"words on panels", theme.ColorNameForeground, ground(ColorSurface)},
	{"captions on panels", ColorDim, ground(ColorSurface)},
	{"a hint about what is wrong", theme.ColorNameError, ground(ColorSurface)},
	{"the words of an empty list", theme.ColorNameDisabled, ground(ColorSurface)},
	{"a button that cannot be pressed", theme.ColorNameDisabled, ground(ColorSurface, theme.ColorNameDisabledButton)},
	{"a notice", theme.ColorNameForeground, ground(ColorNotice)},
	{"dim words on a notice", ColorDim, ground(ColorNotice)},
	{"trouble", theme.ColorNameForeground, ground(ColorTrouble)},
	{"dim words on trouble", ColorDim, ground(ColorTrouble)},
	{"red words on trouble", theme.ColorNameError, ground(ColorTrouble)},
	{"a selected message", theme.ColorNameForeground, ground(ColorSurface, ColorRowSelected)},
	{"the time of a selected message", ColorDim, ground(ColorSurface, ColorRowSelected)},
	{"a row below the pointer", theme.ColorNameForeground, ground(ColorSurface, theme.ColorNameHover)},
	{"the time in a row below the pointer", ColorDim, ground(ColorSurface, theme.ColorNameHover)},
	{"a button", theme.ColorNameForeground, ground(theme.ColorNameButton)},
	{"a button below the pointer", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNameHover)},
	{"a button with the focus", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNameFocus)},
	{"a button being pressed", theme.ColorNameForeground, ground(theme.ColorNameButton, theme.ColorNamePressed)},
	{"a quiet button on a notice below the pointer", theme.ColorNameForeground, ground(ColorNotice, theme.ColorNameHover)},
	{"a quiet button on trouble below the pointer", theme.ColorNameForeground, ground(ColorTrouble, theme.ColorNameHover)},
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
	{"a choice below the pointer", theme.ColorNameForeground, ground(ColorSurface, theme.ColorNameHover)},
	{"a choice with the focus", theme.ColorNameForeground, ground(ColorSurface, theme.ColorNameFocus)},
	{"a menu", theme.ColorNameForeground, ground(theme.ColorNameMenuBackground)},
	{"the chosen line of a menu", theme.ColorNameForeground, ground(theme.ColorNameMenuBackground, theme.ColorNameFocus)},
	{"a dialog", theme.ColorNameForeground, ground(theme.ColorNameOverlayBackground)},
}

func ground(names ...fyne.ThemeColorName) []fyne.ThemeColorName { return names }

func TestEveryTextHasEnoughContrastInLightAndDark(t *testing.T) {
	for name, variant := range uitest.Variants {
		look := NewTheme()
		for _, pair := range drawnOn {
			below := look.Color(theme.ColorNameBackground, variant)
			for _, g := range pair.ground {
				below = uitest.Blend(look.Color(g, variant), below)
			}
			if got := uitest.Contrast(look.Color(pair.ink, variant), below); got < uitest.MinContrast {
				t.Errorf("%s: %s has a contrast of %.2f", name, pair.what, got)
			}
		}
	}
}

func TestEverySeatNumberHasEnoughContrastToItsHue(t *testing.T) {
	for seat, hue := range seatHues {
		if got := uitest.Contrast(hue.ink, hue.fill); got < uitest.MinContrast {
			t.Errorf("seat %d has a contrast of %.2f", seat, got)
		}
	}
}

// What is no text needs 3:1, by success criterion 1.4.11.
func TestEveryMarkHasEnoughContrastInLightAndDark(t *testing.T) {
	const visible = 3
	for name, variant := range uitest.Variants {
		look := NewTheme()
		for _, pair := range [][2]fyne.ThemeColorName{
			{theme.ColorNamePrimary, theme.ColorNameBackground}, // bars
			{theme.ColorNamePrimary, ColorNotice},               // icons
			{theme.ColorNameError, ColorTrouble},
			{colorLampFrame, ColorSurface}, // the lamp
		} {
			if got := uitest.Contrast(look.Color(pair[0], variant), look.Color(pair[1], variant)); got < visible {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, pair[0], pair[1], got)
			}
		}
	}
}
