//go:build !windows

package firewall

import "context"

// readWindows is for Windows, whose firewall is in its registry.
func readWindows(context.Context, runner) windowsFacts { return windowsFacts{} }
