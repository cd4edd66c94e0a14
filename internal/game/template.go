package game

import (
	"strconv"
	"strings"
)

// placeholders are what texts of a game file may stand in for: each is replaced by the player's
// value, everything else in braces stays as it is.
var placeholders = []string{"{seat}", "{room}", "{name}", "{players}", "{address}"}

// template is a text cut at its placeholders: literal text and placeholders in turn.
type template []string

func newTemplate(text string) template {
	var t template
	for text != "" {
		at, found := len(text), ""
		for _, p := range placeholders {
			if i := strings.Index(text, p); i >= 0 && i < at {
				at, found = i, p
			}
		}
		t = append(t, text[:at])
		if found != "" {
			t = append(t, found)
		}
		text = text[at+len(found):]
	}
	return t
}

// append appends the text as it is for a player. It allocates nothing but what dst needs.
func (t template) append(dst []byte, s *PlayerInfo) []byte {
	for i, part := range t {
		if i%2 == 0 {
			dst = append(dst, part...)
			continue
		}
		switch part {
		case "{seat}":
			dst = strconv.AppendInt(dst, int64(s.Seat), 10)
		case "{room}":
			dst = strconv.AppendInt(dst, int64(s.Room), 10)
		case "{name}":
			if dst = append(dst, s.Name...); s.Name == "" {
				dst = strconv.AppendInt(append(dst, "Player "...), int64(s.Seat), 10)
			}
		case "{players}":
			dst = strconv.AppendInt(dst, int64(s.Players), 10)
		case "{address}":
			dst = append(dst, s.Address...)
		}
	}
	return dst
}
