package gamefile_test

import (
	"fmt"
	"os"
	"path/filepath"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// A game is a small file.
func Example() {
	folder, err := os.MkdirTemp("", "game-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "chat.toml")
	text := "rule = 'relay'\nprefix = '{name}: '\n\n[framing]\nin = 'line'\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		fmt.Println(err)
		return
	}

	chat, err := gamefile.Load(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, to := chat.RuleFactory()().Answer(&game.PlayerInfo{Seat: 1}, []byte("hi"), nil)
	fmt.Printf("%s in %s, %s to the others: %t\n", chat.Name, chat.In, answer, to == game.Others)
	// Output: chat in line, Player 1: hi to the others: true
}
