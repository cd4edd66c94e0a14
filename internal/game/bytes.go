package game

import (
	"encoding/hex"
	"errors"
	"strings"
	"unicode"
)

// Bytes is a text of a game in the forms for data that is not text. It is sent as it is, without placeholders. The
// zero value stands for none; at most one form is set.
type Bytes struct {
	Hex  string // two digits a byte, with any white space between them
	File string // the name of a file beside the game file
}

// ErrHex is the error of [FromHex], for a person.
var ErrHex = errors.New(`takes bytes in hexadecimal, two digits each, as in "80 04 4b 00 2e"`)

// FromHex returns the bytes that hexadecimal digits stand for. White space may stand between two bytes.
func FromHex(digits string) ([]byte, error) {
	var b []byte
	for field := range strings.FieldsFuncSeq(digits, unicode.IsSpace) {
		part, err := hex.DecodeString(field)
		if err != nil {
			return nil, ErrHex
		}
		b = append(b, part...)
	}
	return b, nil
}

// text returns the template of a text in the form that is set.
func (g *Game) text(text string, b Bytes) template {
	switch {
	case b.Hex != "":
		return literal(mustHex(b.Hex))
	case b.File != "":
		return literal(g.Files[b.File])
	}
	return newTemplate(text)
}

// mustHex returns the bytes of hexadecimal digits that gamefile has checked, and none for others.
func mustHex(digits string) []byte {
	b, _ := FromHex(digits)
	return b
}

// FileNames returns the names of all files that the game names, in its texts and lists.
func (g *Game) FileNames() []string {
	names := append([]string(nil), g.StateFiles...)
	for _, seat := range g.GreetingFiles {
		names = append(names, seat...)
	}
	for _, b := range []Bytes{g.ReplyBytes, g.NameReplyBytes, g.PrefixBytes, g.SuffixBytes, g.RosterBytes, g.JoinBytes, g.LeaveBytes} {
		if b.File != "" {
			names = append(names, b.File)
		}
	}
	return names
}
