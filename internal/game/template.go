package game

import (
	"strconv"
	"strings"
)

// placeholders are the parts of a text that are replaced by a player's values. Other braces are literal.
var placeholders = []string{"{seat}", "{room}", "{name}", "{players}", "{address}"}

// template is a parsed text: literals at even indexes, placeholders at odd ones. An empty text has an
// empty template.
type template []string

// newTemplate parses a text.
func newTemplate(text string) template {
	var t template
	for text != "" {
		at, found := firstPlaceholder(text)
		t = append(t, text[:at])
		if found != "" {
			t = append(t, found)
		}
		text = text[at+len(found):]
	}
	return t
}

// firstPlaceholder returns the first placeholder in a text and its index, or the text's length and "". It
// examines no byte behind the placeholder, so parsing takes time in proportion to the text.
func firstPlaceholder(text string) (at int, placeholder string) {
	for at < len(text) {
		i := strings.IndexByte(text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		for _, p := range placeholders {
			if strings.HasPrefix(text[at:], p) {
				return at, p
			}
		}
		at++
	}
	return len(text), ""
}

// expand returns the text for a player; ok is false if the template is empty.
func (t template) expand(p *PlayerInfo) (text []byte, ok bool) {
	if len(t) == 0 {
		return nil, false
	}
	return t.append(nil, p), true
}

// maxLength returns the most bytes of the text for any player.
func (t template) maxLength() int {
	const maxNumber, maxAddress = len("-9223372036854775808"), len("255.255.255.255:65535")
	n := 0
	for i, part := range t {
		switch {
		case i%2 == 0:
			n += len(part)
		case part == "{name}":
			n += MaxName
		case part == "{address}":
			n += maxAddress
		default:
			n += maxNumber
		}
	}
	return n
}

// append appends the text for a player to dst. It allocates only to grow dst.
func (t template) append(dst []byte, p *PlayerInfo) []byte {
	for i, part := range t {
		if i%2 == 0 {
			dst = append(dst, part...)
			continue
		}
		switch part {
		case "{seat}":
			dst = strconv.AppendInt(dst, int64(p.Seat), 10)
		case "{room}":
			dst = strconv.AppendInt(dst, int64(p.Room), 10)
		case "{name}":
			if dst = append(dst, p.Name...); p.Name == "" {
				dst = append(dst, DefaultName(p.Seat)...)
			}
		case "{players}":
			dst = strconv.AppendInt(dst, int64(p.Players), 10)
		case "{address}":
			dst = append(dst, p.Address...)
		}
	}
	return dst
}
