package ui

import (
	"context"
	"os"

	"porchlight/internal/firewall"
	"porchlight/internal/ui/help"
)

// openHelp brings the help window to the front with a page.
func (w *Window) openHelp(page help.PageID) {
	if w.help == nil {
		w.help = help.New(w.ctx, help.Params{
			App: w.App, Dispatch: w.Dispatch, Go: w.work.Go,
			Evidence: w.session.Evidence, SelectAddress: w.selectAddress, Copy: w.App.Clipboard().SetContent,
			ReadFirewall: w.readFirewall, OpenFirewall: firewall.Open,
		})
	}
	w.help.Show(page)
}

// readFirewall reads the firewalls for connections to this program. Any goroutine may call it.
func (w *Window) readFirewall(ctx context.Context) firewall.Report {
	program, err := os.Executable()
	if err != nil {
		program = ""
	}
	return firewall.Read(ctx, program, w.port())
}

// port returns the port that is hosted on, or will be. Any goroutine may call it.
func (w *Window) port() int {
	n := w.session.Snapshot()
	if n.Listening.IsValid() {
		return int(n.Listening.Port())
	}
	return max(n.Plan.Port, 0)
}
