package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// The game is the most demanding one for the host: it relays each message to a large room, and announces names
// that clients choose.
const (
	room    = 40
	largest = 16 << 20 // bytes of a message
	large   = 1 << 20  // bytes of a message that is large, but not extreme
	header  = 10       // bytes before each message: its length in digits
)

// writeGame writes the game's file into a folder and returns its path.
func writeGame(dir string) (string, error) {
	path := filepath.Join(dir, "soak.toml")
	return path, os.WriteFile(path, fmt.Appendf(nil, `name = "Soak"
rule = "broadcast"
players = 0
room = %d
largest = %d
name_first = true
greeting = "{room}"
announce_join = "{name} joined"
announce_leave = "{name} left"

[framing]
in = "header:%d"
`, room, largest, header), 0o600)
}
