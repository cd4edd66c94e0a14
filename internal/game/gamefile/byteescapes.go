package gamefile

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// TOML's \x80 is the character U+0080, which is two bytes in UTF-8. A person who writes it means the byte, as in
// most languages. So texts that are sent have neither such escapes nor the control characters U+0080 to U+009F.

// byteEscapes returns the first escape from \x80 to \xff in the value of each key outside tables.
func byteEscapes(data []byte) map[string]string {
	escapes := map[string]string{}
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		node := p.Expression()
		if node.Kind != unstable.KeyValue {
			break // only tables follow
		}
		it := node.Key()
		it.Next()
		if found := byteEscape(&p, node.Value()); found != "" {
			escapes[string(it.Node().Data)] = found
		}
	}
	return escapes
}

// byteEscape returns the first such escape in a value, or "".
func byteEscape(p *unstable.Parser, value *unstable.Node) string {
	switch value.Kind {
	case unstable.String:
		raw := string(p.Raw(value.Raw))
		if strings.HasPrefix(raw, `"`) {
			return escapeIn(raw)
		}
	case unstable.Array:
		for it := value.Children(); it.Next(); {
			if found := byteEscape(p, it.Node()); found != "" {
				return found
			}
		}
	}
	return ""
}

// escapeIn returns the first such escape in a TOML string with double quotes, or "".
func escapeIn(raw string) string {
	for i := 0; i+3 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if raw[i+1] == 'x' && raw[i+2] >= '8' {
			return raw[i : i+4]
		}
		i++ // what is escaped, which may be a backslash
	}
	return ""
}

// checkBytes returns the correction of a text that seems to mean bytes: escape is an escape in it, or "".
func checkBytes(value any, escape, hexKey string) error {
	if escape == "" {
		r := controlIn(value)
		if r == 0 {
			return nil
		}
		escape = fmt.Sprintf("the character U+%04X", r)
	}
	return fmt.Errorf(`%s in a text is a character of two bytes and not one byte: write bytes as %s = "80 04 4b"`, escape, hexKey)
}

// controlIn returns the first character from U+0080 to U+009F in a text or in lists of texts, or 0.
func controlIn(value any) rune {
	switch v := value.(type) {
	case string:
		for _, r := range v {
			if r >= 0x80 && r <= 0x9f {
				return r
			}
		}
	case []any:
		for _, item := range v {
			if r := controlIn(item); r != 0 {
				return r
			}
		}
	}
	return 0
}
