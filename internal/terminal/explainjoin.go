package terminal

import (
	"bufio"
	"errors"
	"fmt"

	"porchlight/internal/client"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/printable"
)

// ExplainJoin returns one line for a person: why a game could not be joined or the connection broke, and what
// to do.
func ExplainJoin(err error) string {
	var dial *client.DialError
	var frame *framing.FrameError
	var output *outputError
	switch {
	case errors.As(err, &output):
		return fmt.Sprintf("what came cannot be written to standard output: %v. Make room on the disk and join again.", output.err)
	case errors.As(err, &dial):
		return explainDial(dial)
	case errors.As(err, &frame):
		return fmt.Sprintf("what came is no message of this game: %v. Say with --game which game is hosted there.", frame)
	case errors.Is(err, client.ErrWriteTimeout):
		return "the host takes no more messages. Its program may hang; restart it and join again."
	case errors.Is(err, client.ErrConnectionLost):
		return "the connection was lost. The host's program may have crashed, or the network is gone; join again when it is back."
	}
	return fmt.Sprintf("the connection broke: %v. Join again.", err)
}

// explainDial is ExplainJoin for a failed connection.
func explainDial(e *client.DialError) string {
	address := printable.Escape(e.Address)
	switch {
	case errors.Is(e, client.ErrRefused):
		return fmt.Sprintf("nothing listens at %s. Start the host there first, and check the port.", address)
	case errors.Is(e, client.ErrTimeout):
		return fmt.Sprintf("%s does not answer. Check the address; a firewall on the host's computer may keep you out.", address)
	case errors.Is(e, client.ErrNoSuchHost):
		return fmt.Sprintf("there is no computer with the name in %s. Check the spelling, or use the address that the host shows.", address)
	case errors.Is(e, client.ErrLookup):
		return fmt.Sprintf("the name in %s could not be looked up: no name server answered. Check this computer's network, or use the address that the host shows.", address)
	case errors.Is(e, client.ErrUnreachable):
		return fmt.Sprintf("%s cannot be reached from here. Check that both computers are on the same network.", address)
	}
	return fmt.Sprintf("could not connect to %s: %v. Check the address.", address, e.Err)
}

// explainUnsent says why a line was not sent.
func explainUnsent(g *game.Game, err error) string {
	var tooLong *framing.EncodeError
	switch {
	case errors.Is(err, client.ErrEmptyMessage):
		return "an empty line was not sent: in this game there is nothing to send of it."
	case errors.Is(err, client.ErrContainsTerminator):
		return fmt.Sprintf("a line was not sent: it holds what ends a message in this game, whose framing is %s.", g.In)
	case errors.As(err, &tooLong):
		return fmt.Sprintf("a line of %d bytes was not sent: a message of this game has at most %d.", tooLong.Length, tooLong.Max)
	}
	return fmt.Sprintf("a line was not sent: %v.", err)
}

// explainInput says why the input is not read further.
func explainInput(err error) string {
	if errors.Is(err, bufio.ErrTooLong) {
		return fmt.Sprintf("a line is longer than %d bytes; it and what follows was not sent.", maxLine)
	}
	return fmt.Sprintf("the input cannot be read: %v.", err)
}
