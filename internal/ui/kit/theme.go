package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Porchlight adds to Fyne's.
const (
	ColorSurface     fyne.ThemeColorName = "porchlightSurface"     // panels on the background
	ColorDim         fyne.ThemeColorName = "porchlightDim"         // captions, times, hints
	ColorTrouble     fyne.ThemeColorName = "porchlightTrouble"     // behind a sentence about trouble
	ColorNotice      fyne.ThemeColorName = "porchlightNotice"      // behind a notice that wants an answer
	colorGlow        fyne.ThemeColorName = "porchlightGlow"        // the light around the lit lamp
	colorLit         fyne.ThemeColorName = "porchlightLit"         // the lit lamp
	colorDark        fyne.ThemeColorName = "porchlightDark"        // the dark lamp
	colorLampFrame   fyne.ThemeColorName = "porchlightLampFrame"   // its metal
	ColorRowSelected fyne.ThemeColorName = "porchlightRowSelected" // the selected message
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func rgba(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

// The palettes: neutral surfaces, one warm accent, red for trouble and for destructive actions. theme_test.go lists
// which colours are drawn on each other and checks that each pair has a contrast of 4.5:1.
var (
	lightColors = map[fyne.ThemeColorName]color.NRGBA{
		theme.ColorNameBackground:          rgb(0xf5f3ef),
		theme.ColorNameForeground:          rgb(0x1e1b17),
		theme.ColorNamePrimary:             rgb(0x9c5700),
		theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
		theme.ColorNameHyperlink:           rgb(0x9c5700),
		theme.ColorNameError:               rgb(0xb3261e),
		theme.ColorNameForegroundOnError:   rgb(0xffffff),
		theme.ColorNameWarning:             rgb(0x8a5200),
		theme.ColorNameSuccess:             rgb(0x2f6b3a),
		theme.ColorNameButton:              rgb(0xe9e5dd),
		theme.ColorNameDisabledButton:      rgb(0xeeebe5),
		theme.ColorNameDisabled:            rgb(0x6b665d),
		theme.ColorNamePlaceHolder:         rgb(0x6b665d),
		theme.ColorNameInputBackground:     rgb(0xffffff),
		theme.ColorNameInputBorder:         rgb(0xcfc9be),
		theme.ColorNameMenuBackground:      rgb(0xffffff),
		theme.ColorNameOverlayBackground:   rgb(0xffffff),
		theme.ColorNameSeparator:           rgb(0xdfdad1),
		theme.ColorNameScrollBar:           rgba(0x1e1b17, 0x66),
		theme.ColorNameHover:               rgba(0x1e1b17, 0x10),
		theme.ColorNamePressed:             rgba(0x1e1b17, 0x22),
		theme.ColorNameFocus:               rgba(0xc97a10, 0x55),
		theme.ColorNameSelection:           rgba(0xe8a33a, 0x66),
		theme.ColorNameShadow:              rgba(0x000000, 0x16),
		ColorSurface:                       rgb(0xffffff),
		ColorDim:                           rgb(0x655f56),
		ColorTrouble:                       rgb(0xfbe4e1),
		ColorNotice:                        rgb(0xfcefd6),
		colorGlow:                          rgba(0xffb02e, 0xb0),
		colorLit:                           rgb(0xffb52e),
		colorDark:                          rgb(0xd9d4ca),
		colorLampFrame:                     rgb(0x4a443b),
		ColorRowSelected:                   rgb(0xfbe9c8),
	}
	darkColors = map[fyne.ThemeColorName]color.NRGBA{
		theme.ColorNameBackground:          rgb(0x17161a),
		theme.ColorNameForeground:          rgb(0xf1eee8),
		theme.ColorNamePrimary:             rgb(0xf5ae3d),
		theme.ColorNameForegroundOnPrimary: rgb(0x221703),
		theme.ColorNameHyperlink:           rgb(0xf5ae3d),
		theme.ColorNameError:               rgb(0xff8a80),
		theme.ColorNameForegroundOnError:   rgb(0x2b0503),
		theme.ColorNameWarning:             rgb(0xf5ae3d),
		theme.ColorNameSuccess:             rgb(0x8fd19a),
		theme.ColorNameButton:              rgb(0x33313a),
		theme.ColorNameDisabledButton:      rgb(0x29272e),
		theme.ColorNameDisabled:            rgb(0xa29da6),
		theme.ColorNamePlaceHolder:         rgb(0xa29da6),
		theme.ColorNameInputBackground:     rgb(0x1b1a1f),
		theme.ColorNameInputBorder:         rgb(0x4a4751),
		theme.ColorNameMenuBackground:      rgb(0x2a282f),
		theme.ColorNameOverlayBackground:   rgb(0x2a282f),
		theme.ColorNameSeparator:           rgb(0x3a3840),
		theme.ColorNameScrollBar:           rgba(0xf1eee8, 0x66),
		theme.ColorNameHover:               rgba(0xffffff, 0x14),
		theme.ColorNamePressed:             rgba(0xffffff, 0x28),
		theme.ColorNameFocus:               rgba(0xf5ae3d, 0x55),
		theme.ColorNameSelection:           rgba(0xf5ae3d, 0x50),
		theme.ColorNameShadow:              rgba(0x000000, 0x80),
		ColorSurface:                       rgb(0x222126),
		ColorDim:                           rgb(0xaba6ae),
		ColorTrouble:                       rgb(0x4a2320),
		ColorNotice:                        rgb(0x40331c),
		colorGlow:                          rgba(0xffb02e, 0x90),
		colorLit:                           rgb(0xffc247),
		colorDark:                          rgb(0x45424c),
		colorLampFrame:                     rgb(0xb8b2a8),
		ColorRowSelected:                   rgb(0x46391f),
	}
)

// appTheme is Porchlight's theme: Fyne's own with Porchlight's colours and wider padding.
type appTheme struct{ fyne.Theme }

// NewTheme returns Porchlight's theme, light and dark.
func NewTheme() fyne.Theme { return appTheme{theme.DefaultTheme()} }

// Color implements fyne.Theme.
func (l appTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	colors := darkColors
	if variant == theme.VariantLight {
		colors = lightColors
	}
	if c, ok := colors[name]; ok {
		return c
	}
	return l.Theme.Color(name, variant)
}

// Size implements fyne.Theme.
func (l appTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameInnerPadding:
		return 7
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return l.Theme.Size(name)
}

// DenseTheme is a theme without the space that lists put between rows.
type DenseTheme struct{ fyne.Theme }

// Size implements fyne.Theme.
func (d DenseTheme) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNamePadding {
		return 0
	}
	return d.Theme.Size(name)
}

// NoThemeOverride is embedded in rows of lists with the DenseTheme, so that they keep the theme of the window.
// Fyne leaves widgets with this method out of a theme override, as it does with an override inside another.
// Texts inside an override make Fyne load their fonts again, at 10 ms and 8 MiB a style.
type NoThemeOverride struct{}

// SetDeviceIsMobile is the method that Fyne looks for.
func (NoThemeOverride) SetDeviceIsMobile(bool) {}

// ThemeColor returns a colour of the theme that a widget is drawn with.
func ThemeColor(w interface{ Theme() fyne.Theme }, name fyne.ThemeColorName) color.Color {
	return w.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}
