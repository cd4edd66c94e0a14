package ui

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// watchedApp is Fyne's test app that is light or dark and tells whether it was to end.
type watchedApp struct {
	fyne.App
	variant fyne.ThemeVariant
	quit    atomic.Bool
	quits   atomic.Int32
}

func newApp(variant fyne.ThemeVariant) *watchedApp {
	a := &watchedApp{App: test.NewApp(), variant: variant}
	fyne.SetCurrentApp(a)
	return a
}

func (a *watchedApp) Quit() {
	a.quit.Store(true)
	a.quits.Add(1)
}

func (a *watchedApp) Settings() fyne.Settings { return variantSettings{a.App.Settings(), a} }

func (a *watchedApp) NewWindow(title string) fyne.Window {
	return &watchedWindow{Window: a.App.NewWindow(title)}
}

// watchedWindow tells whether it was hidden.
type watchedWindow struct {
	fyne.Window
	hidden bool
}

func (w *watchedWindow) Hide() {
	w.hidden = true
	w.Window.Hide()
}

// become makes the app light or dark, as the system's settings would.
func (a *watchedApp) become(variant fyne.ThemeVariant) {
	a.variant = variant
	a.Settings().SetTheme(a.Settings().Theme())
}

// variantSettings are the test app's, but for light and dark.
type variantSettings struct {
	fyne.Settings
	app *watchedApp
}

func (s variantSettings) ThemeVariant() fyne.ThemeVariant { return s.app.variant }
