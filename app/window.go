package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"porchlight/assets"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/ui"
)

// appID names the program to the system, as FyneApp.toml does.
const appID = "app.porchlight.Porchlight"

// inWindow opens the window and returns when it was closed.
func inWindow(o options) {
	networks := lan.Watch()
	defer networks.Close()
	j := journal.New(journal.Options{})
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	w := ui.New(ui.Params{
		App:      a,
		Host:     host.New(j),
		Journal:  j,
		Networks: networks,
		Dispatch: fyne.Do,
		Config:   host.Config{Addr: o.bind, ReadBuffer: or(o.buffer, host.DefaultReadBuffer)},
		Port:     o.port,
		Players:  o.players,
	})
	if o.start {
		w.Start()
	}
	a.Run()
	w.Finish()
}
