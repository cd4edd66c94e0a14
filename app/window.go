//go:build !headless

package main

import (
	"context"
	"os"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

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
	"porchlight/internal/ui/about"
)

// withWindow reports whether the window is part of the program.
const withWindow = true

// faces is the part of the usage about the user interfaces.
const faces = `  porchlight                       opens the window
  porchlight --start               opens the window and hosts at once
  porchlight --headless            hosts without a window and prints what happens
`

// gcPercent is the growth of the heap between two garbage collections. Most of the heap, the journal and the fonts, is
// permanent, and Go's default would double it.
const gcPercent = 20

// inWindow opens the window and returns after it was closed. It returns false at once if the system cannot create a
// window: without OpenGL, or on a display that rejects this account.
func inWindow(o options, lib *library.Library, chosen *game.Game) (opened bool) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // none before the window is open, when the heap is small
	networks := lan.Watch()
	defer networks.Close()
	j := journal.New(journal.Options{})
	h := host.New(j)
	defer limitMemory(h)()
	c := newCatcher(h)
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	// Fyne quits on SIGINT and SIGTERM by itself. Calls to its goroutine are dropped from then on: after the end of its loop, Do
	// runs them on the caller's.
	var quitting atomic.Bool
	signals, stopSignals := notifyEnd()
	defer stopSignals()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go awaitEnd(ctx, signals, func(s os.Signal) {
		quitting.Store(true)
		if s == syscall.SIGHUP {
			fyne.Do(a.Driver().Quit) // does nothing before the start and after the end
		}
	})
	// Fyne handles signals only after its start.
	a.Lifecycle().SetOnStarted(func() {
		if quitting.Load() {
			a.Driver().Quit()
		}
	})
	// When it quits, Fyne would save its own, empty preferences through a queue that ends at the same time, which can
	// deadlock.
	if fynes, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(hook func()) }); ok {
		fynes.SetOnStoppedHookExecuted(nil)
	}
	defer refusal()
	var log session.Log
	if o.log != "" {
		file := logfile.Open(o.log, j, o.reachable(networks))
		defer func() { _ = file.Close() }() // the window has reported its errors
		log, c.log = file, file
	}
	defer c.catch()
	c.watch()
	list, trouble := openAccessList()
	var hosting *session.Session
	locked := unwritable()
	kept, unread := openSettings(func(err error) {
		if locked == "" { // else it was reported at the start
			hosting.ReportSettingsFailed(err)
		}
	})
	defer kept.Flush()
	shared := openSharing()
	defer shared.end()
	shared.store = kept
	c.flush = kept.Flush
	_, portable := portableFolder()
	commit, changed := commitOf(debug.ReadBuildInfo())
	flags := o.session(chosen != nil)
	if chosen == nil {
		chosen = ui.RememberedGame(lib, kept)
	}
	hosting = session.New(session.Options{
		Host:        h,
		Journal:     j,
		Networks:    networks,
		Log:         log,
		Preferences: kept,
		Sharing:     shared,
		Base:        host.Config{Addr: o.bind, ReadBuffer: or(o.buffer, 0), AccessList: list, OnPanic: c.reports.Fault},
		Game:        chosen,
		Keeper:      keeper(),
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
	if shared.HasOthers() {
		hosting.ReportSettingsShared()
	}
	w := ui.New(ui.Params{
		App:      a,
		Session:  hosting,
		Journal:  j,
		Settings: kept,
		Library:  lib,
		Dispatch: func(f func()) {
			if !quitting.Load() {
				fyne.Do(f)
			}
		},
		Catch:   c.catch,
		About:   about.Build{Version: version, Commit: commit, Changed: changed, Folder: configFolder(), Portable: portable},
		Welcome: unread == nil && !o.start, // unreadable settings are not a first run
	})
	defer w.Finish()
	defer c.catch() // before Finish, which may wait for the goroutine that has failed
	if !onScreen(a) {
		return false
	}
	debug.SetGCPercent(gcPercent)
	if o.start {
		w.Start()
	}
	defer serveInspection(a)()
	a.Run()
	time.AfterFunc(endTimeout, endLate) // what follows waits for disks and other programs
	return true
}

// onScreen reports whether the system has created the window. Otherwise Fyne only logs an error, and would run without one.
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
