package host_test

import "porchlight/internal/game"

// alike is the part of a rule to which all seats are alike.
type alike struct{}

func (alike) Join(int)  {}
func (alike) Leave(int) {}

// relay sends every message to everybody else.
type relay struct{ alike }

func (relay) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	return msg, game.Others
}

// touchy echoes, but panics when it hears its word.
type touchy string

func (touchy) Join(int)  {}
func (touchy) Leave(int) {}

func (r touchy) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	if string(msg) == string(r) {
		panic("heard " + string(msg))
	}
	return msg, game.Sender
}

// slowThinker echoes once it is let go, and tells of every message that it thinks about.
type slowThinker struct {
	alike
	thinking, letGo chan struct{}
}

func (r slowThinker) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	r.thinking <- struct{}{}
	<-r.letGo
	return msg, game.Sender
}
