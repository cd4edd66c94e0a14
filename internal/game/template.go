package game

import (
	"strconv"
	"strings"
)

// placeholders are the parts of a text that are replaced by a player's values, each also in the form for JSON strings,
// such as {name|json}. Other braces are literal.
var placeholders = []string{"{seat}", "{number}", "{room}", "{name}", "{players}", "{address}"}

// jsonName is the only placeholder whose value differs in a JSON string.
const jsonName = "{name|json}"

// template is a parsed text: literals at even indexes, placeholders at odd ones. An empty text has an
// empty template.
type template []string

// newTemplate parses a text.
func newTemplate(text string) template {
	var t template
	for text != "" {
		at, size, found := firstPlaceholder(text)
		t = append(t, text[:at])
		if found != "" {
			t = append(t, found)
		}
		text = text[at+size:]
	}
	return t
}

// literal returns the template of bytes without placeholders.
func literal(b []byte) template {
	if len(b) == 0 {
		return nil
	}
	return template{string(b)}
}

// firstPlaceholder returns the first placeholder in a text, its index and its size there, or the text's length, 0 and
// "". It examines no byte behind the placeholder, so parsing takes time in proportion to the text.
func firstPlaceholder(text string) (at, size int, placeholder string) {
	for at < len(text) {
		i := strings.IndexByte(text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		for _, p := range placeholders {
			name := p[:len(p)-1]
			switch rest, found := strings.CutPrefix(text[at:], name); {
			case !found:
			case strings.HasPrefix(rest, "}"):
				return at, len(p), p
			case strings.HasPrefix(rest, "|json}"):
				if p == "{name}" {
					p = jsonName
				}
				return at, len(name + "|json}"), p
			}
		}
		at++
	}
	return len(text), 0, ""
}

// expand returns the text for a player; ok is false if the template is empty.
func (t template) expand(p *PlayerInfo) (text []byte, ok bool) {
	if len(t) == 0 {
		return nil, false
	}
	return t.append(nil, p), true
}

// beginsWith reports whether the text begins with a literal for every player.
func (t template) beginsWith(s string) bool { return len(t) > 0 && strings.HasPrefix(t[0], s) }

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
		case part == jsonName:
			n += MaxName * maxJSONByte
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
		case "{number}":
			dst = strconv.AppendInt(dst, int64(p.Seat)+1, 10)
		case "{room}":
			dst = strconv.AppendInt(dst, int64(p.Room), 10)
		case "{name}":
			if dst = append(dst, p.Name...); p.Name == "" {
				dst = append(dst, DefaultName(p.Seat)...)
			}
		case jsonName:
			if dst = appendJSON(dst, p.Name); p.Name == "" {
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
