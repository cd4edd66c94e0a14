package main

import "porchlight/internal/settings"

// sharedTrouble is a sentence for the person about another running program that uses the same folder of settings.
const sharedTrouble = "another Porchlight is running, and both use the same settings: whoever is banned in one is banned in the other, too."

// sharing is a session.Sharing of the folder of settings.
type sharing struct {
	*settings.Instance
	store *settings.Store // nil: the session has no preferences
}

// openSharing makes this program known to others that use the same folder, until end is called or the program ends.
func openSharing() sharing { return sharing{Instance: settings.Register(configFolder())} }

// Refresh implements session.Sharing.
func (s sharing) Refresh() {
	if s.store != nil {
		s.store.Refresh()
	}
}

// end makes this program unknown.
func (s sharing) end() { _ = s.Close() } // the system does so in any case
