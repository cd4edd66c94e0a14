package game_test

import (
	"fmt"

	"porchlight/internal/game"
)

// A rule turns a message into an answer and the players that receive it.
func ExampleGame_RuleFactory() {
	g := game.Echo()
	g.Rule, g.State = game.RuleSwap, []string{"0:50,50", "1:100,100"}
	newRule := g.RuleFactory() // for as many rooms as there are
	rule := newRule()
	rule.Join(0)
	answer, to := rule.Answer(&game.PlayerInfo{Seat: 0}, []byte("0:60,50"), nil)
	fmt.Printf("%s, to the sender: %t\n", answer, to == game.Sender)
	// Output: 1:100,100, to the sender: true
}
