package client

import (
	"bytes"
	"errors"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// What a message may be that a game cannot carry, besides too long.
var (
	ErrEmpty    = errors.New("message without bytes")           // in raw that is nothing at all
	ErrHoldsEnd = errors.New("message holds its framing's end") // and would be taken for several
)

// Frame appends msg to dst as a player of g sends it. It returns dst as it was and ErrEmpty,
// ErrHoldsEnd or a *framing.CannotCarryError where the host would not take it for this one message. A
// long message of raw framing is carried, though the host may read it in pieces.
func Frame(g *game.Game, dst, msg []byte) ([]byte, error) {
	if g.In == (framing.Framing{}) {
		if len(msg) == 0 {
			return dst, ErrEmpty
		}
		return append(dst, msg...), nil
	}
	if len(msg) > g.Largest {
		return dst, &framing.EncodeError{Framing: g.In, Length: len(msg), Most: uint64(g.Largest)}
	}
	framed, err := g.In.Append(dst, msg)
	if err != nil {
		return dst, err
	}
	// What the host's reader makes of it is what counts.
	sent := framed[len(dst):]
	if got, err := g.In.NewReader(bytes.NewReader(sent), len(sent), g.Largest).Next(); err != nil || !bytes.Equal(got, msg) {
		return dst, ErrHoldsEnd
	}
	return framed, nil
}
