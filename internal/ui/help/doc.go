// Package help is the window for a friend who cannot connect: a page for each symptom with the likely causes, and pages
// about networks, the firewall and friends elsewhere.
//
// Pages show what Params.Evidence returns and change nothing but the address that the person selects. Everything runs
// on the UI goroutine, apart from reading and opening the firewall.
package help
