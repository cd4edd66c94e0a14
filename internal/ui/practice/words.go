package practice

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/client"
	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// letters returns the letters for a number from 1: A to Z, then AA, AB and so on.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// framingHint returns sentences about the framing of a game.
func framingHint(g *game.Game) string {
	hint := framingWords(g.In)
	if g.NameFirst {
		hint += " " + lang.L("This game takes your first message as your name.")
	}
	return hint
}

// framingWords returns a sentence about a framing.
func framingWords(f framing.Framing) string {
	kind, argument, _ := strings.Cut(f.String(), ":")
	switch kind {
	case "raw":
		return lang.L("Each message is sent as it is typed.")
	case "line", "crlf":
		return lang.L("Each message ends with a new line, which is added for you.")
	case "nul":
		return lang.L("Each message ends with a zero byte, which is added for you.")
	case "end":
		return lang.L("Each message ends with {{.End}}, which is added for you.", map[string]any{"End": argument})
	case "header":
		return lang.L("Each message goes with its length before it, as a number {{.N}} characters wide.", map[string]any{"N": argument})
	}
	return lang.L("Each message goes with its length before it, in {{.N}} bytes.", map[string]any{"N": lengthBytes(kind)})
}

// lengthBytes returns the number of bytes of a length field such as u16be.
func lengthBytes(kind string) int {
	if strings.HasPrefix(kind, "u16") {
		return 2
	}
	return 4
}

// unsentReason returns a sentence about an error of client.AppendFrame.
func unsentReason(g *game.Game, err error) string {
	var tooLong *framing.EncodeError
	switch {
	case errors.Is(err, client.ErrEmptyMessage):
		return lang.L("Type something first: an empty message would be nothing at all.")
	case errors.As(err, &tooLong):
		return lang.L("Not sent: this message is too long for the game, which takes {{.Most}} bytes at most.", map[string]any{"Most": tooLong.Max})
	}
	_, end, _ := strings.Cut(g.In.String(), ":")
	return lang.L("Not sent: messages of this game end with {{.End}}, so that cannot be inside one.", map[string]any{"End": end})
}

// dialFailure returns a sentence about an error of client.Dial, with a remedy.
func dialFailure(address string, err error) string {
	data := map[string]any{"Address": address}
	switch {
	case errors.Is(err, client.ErrRefused):
		return lang.L("Not connected: nothing listens at {{.Address}}. Press Start hosting, then Connect again.", data)
	case errors.Is(err, client.ErrTimeout):
		return lang.L("Not connected: {{.Address}} does not answer. A firewall on this computer may keep players out.", data)
	}
	return lang.L("Not connected: {{.Address}} cannot be reached. The network may have changed; press Connect again.", data)
}

// endReason returns a sentence about the end of a connection, with a remedy. hasReceived reports whether the player
// received a message over it.
func endReason(err error, hosting, hasReceived bool) string {
	var frame *framing.FrameError
	switch {
	case errors.As(err, &frame):
		return lang.L("Connection closed: what came back is no message of this game. If the game was changed, press Connect again.")
	case !hosting:
		return lang.L("Hosting has stopped, and so the game is over. Press Start hosting, then Connect again.")
	case errors.Is(err, client.ErrWriteTimeout):
		return lang.L("Connection closed: the host took no more messages. Press Connect again.")
	case errors.Is(err, client.ErrConnectionLost):
		return lang.L("The connection was lost. Press Connect again.")
	case !hasReceived:
		return lang.L("The host ended the connection. The game may be full: allow more players, then press Connect again.")
	}
	return lang.L("The host ended the connection. Press Connect again to come back.")
}
