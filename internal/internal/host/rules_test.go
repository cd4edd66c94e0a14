package host_test

import "porchlight/internal/game"

// relay sends every message to everybody else.
type relay struct{}

func (relay) Answer(_ int, msg, _ []byte) ([]byte, game.Audience) { return msg, game.Others }

// touchy echoes, but panics when it hears its word.
type touchy string

func (r touchy) Answer(_ int, msg, _ []byte) ([]byte, game.Audience) {
	if string(msg) == string(r) {
		panic("heard " + string(msg))
	}
	return msg, game.Sender
}

// slowThinker echoes once it is let go, and tells of every message that it thinks about.
type slowThinker struct{ thinking, letGo chan struct{} }

func (r slowThinker) Answer(_ int, msg, _ []byte) ([]byte, game.Audience) {
	r.thinking <- struct{}{}
	<-r.letGo
	return msg, game.Sender
}
