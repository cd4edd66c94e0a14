// Command plist completes the Info.plist that Fyne's tool has written into a bundle for macOS: the tool knows
// no way to say these.
//
//	go run ./packaging/darwin/plist Porchlight.app/Contents/Info.plist
package main

import (
	"fmt"
	"os"

	"howett.net/plist"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "porchlight: usage: plist Info.plist")
		os.Exit(2)
	}
	if err := complete(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "porchlight:", err)
		os.Exit(1)
	}
}

// complete adds what is missing to a property list in a file.
func complete(path string) error {
	text, err := os.ReadFile(path) //nolint:gosec // whoever makes the package names it
	if err != nil {
		return err
	}
	var info map[string]any
	if _, err := plist.Unmarshal(text, &info); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	// macOS 15 asks before a program may reach other computers of its network, and shows this sentence.
	info["NSLocalNetworkUsageDescription"] = "Porchlight hosts games on your network: friends on it join the game that you host."
	info["LSApplicationCategoryType"] = "public.app-category.games" // the tool leaves it cut short
	info["LSMinimumSystemVersion"] = "12.0"                         // Go's own, from 1.25 on: https://go.dev/doc/go1.25#darwin
	info["NSHumanReadableCopyright"] = "© 2026 The Porchlight authors. BSD 3-Clause License."
	if text, err = plist.MarshalIndent(info, plist.XMLFormat, "\t"); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644) //nolint:gosec // a bundle is for everybody to read
}
