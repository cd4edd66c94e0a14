package uitest

import (
	"slices"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
)

// App is Fyne's test app, light or dark as the test says. It records calls of Quit.
type App struct {
	fyne.App
	Variant   fyne.ThemeVariant
	HasQuit   atomic.Bool
	QuitCount atomic.Int32
	skipped   atomic.Int64 // nanoseconds
	windows   []*Window
}

// Now returns the time of the app, by which windows measure kit.ClickDelay. It moves only by Skip, so that the second
// click of a double click is immediate on a slow computer too.
func (a *App) Now() time.Time { return time.Unix(0, a.skipped.Load()) }

// Skip advances the time of the app.
func (a *App) Skip(d time.Duration) { a.skipped.Add(int64(d)) }

// NewApp makes an app with a theme variant, and makes it the current one.
func NewApp(variant fyne.ThemeVariant) *App {
	a := &App{App: test.NewApp(), Variant: variant}
	fyne.SetCurrentApp(a)
	return a
}

// Quit implements fyne.App.
func (a *App) Quit() {
	a.HasQuit.Store(true)
	a.QuitCount.Add(1)
}

// Settings implements fyne.App.
func (a *App) Settings() fyne.Settings { return variantSettings{a.App.Settings(), a} }

// NewWindow implements fyne.App.
func (a *App) NewWindow(title string) fyne.Window {
	w := &Window{Window: a.App.NewWindow(title)}
	a.windows = append(a.windows, w)
	return w
}

// FindWindow returns the newest window with a title, or nil. It may be hidden.
func (a *App) FindWindow(title string) *Window {
	for _, w := range slices.Backward(a.windows) {
		if w.Title() == title {
			return w
		}
	}
	return nil
}

// Window is a window that records whether it was hidden, and takes drops, which Fyne's test windows do not.
type Window struct {
	fyne.Window
	Hidden    bool
	onDropped func(fyne.Position, []fyne.URI)
}

// Hide implements fyne.Window.
func (w *Window) Hide() {
	w.Hidden = true
	w.Window.Hide()
}

// SetOnDropped implements fyne.Window.
func (w *Window) SetOnDropped(f func(fyne.Position, []fyne.URI)) { w.onDropped = f }

// Drop drops files on the window.
func (w *Window) Drop(files ...string) {
	uris := make([]fyne.URI, len(files))
	for i, f := range files {
		uris[i] = storage.NewFileURI(f)
	}
	w.onDropped(fyne.Position{}, uris)
}

// SetVariant makes the app light or dark, as the system's settings would.
func (a *App) SetVariant(variant fyne.ThemeVariant) {
	a.Variant = variant
	a.Settings().SetTheme(a.Settings().Theme())
}

// variantSettings are the test app's settings with the theme variant of the test.
type variantSettings struct {
	fyne.Settings
	app *App
}

// ThemeVariant implements fyne.Settings.
func (s variantSettings) ThemeVariant() fyne.ThemeVariant { return s.app.Variant }
