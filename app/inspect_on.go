//go:build inspect && !headless

package main

import (
	"os"

	"fyne.io/fyne/v2"

	"porchlight/internal/inspect"
	"porchlight/internal/inspect/server"
)

// serveInspection answers requests from tests for what the windows show, on the socket that the environment names,
// until stop is called.
func serveInspection(a fyne.App) (stop func()) {
	path := os.Getenv(inspect.SocketVariable)
	if path == "" {
		return func() {}
	}
	stop, err := server.Serve(path, a, fyne.DoAndWait)
	if err != nil {
		panic(err)
	}
	return stop
}
