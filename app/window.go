//go:build !headless

package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/logfile"
	"porchlight/internal/session"
	"porchlight/internal/ui"
)

// withWindow tells that the window is built in.
const withWindow = true

// faces is the part of the usage that says what opens.
const faces = `  porchlight                       opens the window
  porchlight --start               opens the window and hosts at once
  porchlight --headless            hosts without a window and prints what happens
`

// garbage is how much memory may be taken by what is no longer used, in percent of what is: the journal and
// the fonts, which stay, are most of that, and Go's own measure would double them.
const garbage = 20

// inWindow opens the window and returns when it was closed. It returns false at once, with nothing
// left running, where the system would not make a window: without OpenGL, or on a display that does
// not let this account in.
func inWindow(o options, lib *library.Library, chosen *game.Game) (opened bool) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // none until the window stands, which is before there is much
	networks := lan.Watch()
	defer networks.Close()
	j := journal.New(journal.Options{})
	h := host.New(j)
	c := newCatcher(h)
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	// Fyne ends at these signals too. What would still come to its goroutine then is left out: once
	// its loop has ended, Do runs on the caller's.
	var over atomic.Bool
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		<-signals
		over.Store(true)
	}()
	// Fyne looks out for them from its start on. What came before that it has missed.
	a.Lifecycle().SetOnStarted(func() {
		if over.Load() {
			a.Driver().Quit()
		}
	})
	// At its end Fyne would save its own preferences, which are empty, through a queue that ends at that moment
	// too: either could wait for the other for ever.
	if fynes, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(hook func()) }); ok {
		fynes.SetOnStoppedHookExecuted(nil)
	}
	defer refusal()
	var log session.Log
	if o.log != "" {
		file := logfile.Open(o.log, j, o.reachable(networks))
		defer func() { _ = file.Close() }() // the window has told
		log, c.log = file, file
	}
	defer c.catch()
	c.watch()
	list, trouble := guestList()
	var hosting *session.Session
	locked := unwritable()
	kept, unread := openSettings(func(err error) {
		if locked == "" { // which has been told at the start
			hosting.ReportSettingsFailed(err)
		}
	})
	defer kept.Flush()
	c.flush = kept.Flush
	_, portable := portableFolder()
	commit, changed := commitOf(debug.ReadBuildInfo())
	flags := o.session(chosen != nil)
	if chosen == nil {
		chosen = ui.GameOfLastTime(lib, kept)
	}
	hosting = session.New(session.Options{
		Host:        h,
		Journal:     j,
		Networks:    networks,
		Log:         log,
		Preferences: kept,
		Base:        host.Config{Addr: o.bind, ReadBuffer: or(o.buffer, 0), AccessList: list, OnPanic: c.reports.Fault},
		Game:        chosen,
		Flags:       flags,
		Catch:       c.catch,
	})
	hosting.ReportCrash(c.reports.Last())
	if trouble != nil {
		hosting.ReportAccessListUnread(trouble)
	}
	if unread != nil {
		hosting.ReportSettingsUnread(unread)
	}
	if locked != "" {
		hosting.ReportFolderReadOnly(locked)
	}
	w := ui.New(ui.Params{
		App:      a,
		Session:  hosting,
		Journal:  j,
		Settings: kept,
		Library:  lib,
		Dispatch: func(f func()) {
			if !over.Load() {
				fyne.Do(f)
			}
		},
		Catch:   c.catch,
		About:   ui.About{Version: version, Commit: commit, Changed: changed, Folder: configFolder(), Portable: portable},
		Welcome: unread == nil && !o.start, // whose settings cannot be read has been here before
	})
	defer w.Finish()
	defer c.catch() // before Finish, which may wait for what has failed
	if !onScreen(a) {
		return false
	}
	debug.SetGCPercent(garbage)
	if o.start {
		w.Start()
	}
	defer serveInspection(a)()
	a.Run()
	return true
}

// onScreen tells whether the system made the app's window. Fyne only logs that it did not, and would
// run without one.
func onScreen(a fyne.App) bool {
	made := true
	for _, w := range a.Driver().AllWindows() {
		native, ok := w.(driver.NativeWindow)
		if !ok {
			continue
		}
		native.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				made = c.WindowHandle != 0
			case driver.WaylandWindowContext:
				made = c.WaylandSurface != 0
			case driver.WindowsWindowContext:
				made = c.HWND != 0
			case driver.MacWindowContext:
				made = c.NSWindow != 0
			}
		})
	}
	return made
}
