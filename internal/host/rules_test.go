package host_test

import "porchlight/internal/game"

// seatlessRule is the part of a rule that does not depend on seats.
type seatlessRule struct{}

func (seatlessRule) Join(int)  {}
func (seatlessRule) Leave(int) {}

// relay sends every message to everybody else.
type relay struct{ seatlessRule }

func (relay) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	return msg, game.Others
}

// panickyRule echoes, but panics on one message.
type panickyRule string

func (panickyRule) Join(int)  {}
func (panickyRule) Leave(int) {}

func (r panickyRule) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	if string(msg) == string(r) {
		panic("heard " + string(msg))
	}
	return msg, game.Sender
}

// blockingRule reports every message and echoes it once it may proceed.
type blockingRule struct {
	seatlessRule
	thinking, proceed chan struct{}
}

func (r blockingRule) Answer(_ *game.PlayerInfo, msg, _ []byte) ([]byte, game.Audience) {
	r.thinking <- struct{}{}
	<-r.proceed
	return msg, game.Sender
}
