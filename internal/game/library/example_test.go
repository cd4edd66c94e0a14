package library_test

import (
	"fmt"
	"os"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/library"
)

// A game of one's own is listed after the built-in ones.
func Example() {
	folder, err := os.MkdirTemp("", "games-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	games, err := library.New(assets.Games(), folder)
	if err != nil {
		fmt.Println(err)
		return
	}
	chess := game.Echo()
	chess.Name, chess.Rule = "Chess", game.RuleRelay
	if _, err := games.Put(chess, ""); err != nil {
		fmt.Println(err)
		return
	}
	games.Reload()

	items := games.Items()
	fmt.Println(items[0].Name, items[len(items)-1].Name)
	_, err = games.Find("Ches")
	fmt.Println(err != nil)
	// Output:
	// Echo Chess
	// true
}
