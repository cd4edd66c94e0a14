//go:build !windows

package firewall

import "context"

// readWindows returns nothing: only Windows has a registry.
func readWindows(context.Context, runner) windowsFacts { return windowsFacts{} }
