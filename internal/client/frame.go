package client

import (
	"bytes"
	"errors"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// The errors of a message that a game cannot carry, besides *framing.EncodeError.
var (
	ErrEmptyMessage       = errors.New("empty message")                   // of raw framing
	ErrContainsTerminator = errors.New("message contains its terminator") // the host would read several messages
)

// AppendFrame appends msg to dst in the framing of g. If the host would not read it as one message, it
// returns dst unchanged and ErrEmptyMessage, ErrContainsTerminator or a *framing.EncodeError. A long message
// of raw framing is no error, although the host may read it in parts.
func AppendFrame(g *game.Game, dst, msg []byte) ([]byte, error) {
	if g.In == (framing.Framing{}) {
		if len(msg) == 0 {
			return dst, ErrEmptyMessage
		}
		return append(dst, msg...), nil
	}
	if len(msg) > g.Largest {
		return dst, &framing.EncodeError{Framing: g.In, Length: len(msg), Max: uint64(g.Largest)}
	}
	framed, err := g.In.Append(dst, msg)
	if err != nil {
		return dst, err
	}
	// The host's reader decides.
	sent := framed[len(dst):]
	if got, err := g.In.NewReader(bytes.NewReader(sent), len(sent), g.Largest).Next(); err != nil || !bytes.Equal(got, msg) {
		return dst, ErrContainsTerminator
	}
	return framed, nil
}
