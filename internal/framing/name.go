package framing

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

const escapes = `\n \r \t \0 \\ \xNN`

// Names returns the names that [Parse] accepts, for help texts. TEXT stands for a terminator of 1 to 8 bytes,
// with the escapes \n \r \t \0 \\ \xNN. N stands for the size of a header, 1 to 64 bytes.
func Names() []string {
	return []string{"raw", "line", "crlf", "nul", "end:TEXT", "u16be", "u16le", "u32be", "u32le", "header:N"}
}

// Parse returns the framing with a name as in a game file. The error is for a person: the mistake and the
// correction.
func Parse(name string) (Framing, error) {
	word, argument, _ := strings.Cut(name, ":")
	switch name {
	case "raw":
		return Framing{}, nil
	case "line":
		return withTerminator(line, "\n"), nil
	case "crlf":
		return withTerminator(crlf, "\r\n"), nil
	case "nul":
		return withTerminator(ending, "\x00"), nil
	case "u16be":
		return Framing{kind: bigEndian, width: 2}, nil
	case "u16le":
		return Framing{kind: littleEndian, width: 2}, nil
	case "u32be":
		return Framing{kind: bigEndian, width: 4}, nil
	case "u32le":
		return Framing{kind: littleEndian, width: 4}, nil
	}
	var framing Framing
	var err error
	switch word {
	case "end":
		framing, err = parseEnd(argument)
	case "header":
		framing, err = parseHeader(argument)
	default:
		return Framing{}, unknownName(name)
	}
	if err != nil {
		return Framing{}, fmt.Errorf("framing %s: %w", quoted(name), err)
	}
	return framing, nil
}

func parseHeader(argument string) (Framing, error) {
	n, err := strconv.Atoi(argument)
	if err != nil || n < 1 || n > maxHeader || strconv.Itoa(n) != argument {
		return Framing{}, fmt.Errorf(`after "header:" comes its size in bytes, 1 to %d, as in "header:64"`, maxHeader)
	}
	return Framing{kind: header, width: uint8(n)}, nil
}

func parseEnd(argument string) (Framing, error) {
	end := make([]byte, 0, maxEnd)
	for rest := argument; rest != ""; {
		c, size, err := unescape(rest)
		if err != nil {
			return Framing{}, err
		}
		if len(end) == maxEnd {
			return Framing{}, fmt.Errorf("what ends a message has at most %d bytes", maxEnd)
		}
		end, rest = append(end, c), rest[size:]
	}
	if len(end) == 0 {
		return Framing{}, errors.New(`after "end:" comes what ends a message, as in "end:;" or "end:\n\n"`)
	}
	return withTerminator(ending, string(end)), nil
}

// unescape decodes the first byte of s, which is not empty, and returns the length of its escape sequence.
func unescape(s string) (c byte, size int, err error) {
	if s[0] != '\\' {
		return s[0], 1, nil
	}
	if len(s) > 1 {
		switch s[1] {
		case 'n':
			return '\n', 2, nil
		case 'r':
			return '\r', 2, nil
		case 't':
			return '\t', 2, nil
		case '0':
			return 0, 2, nil
		case '\\':
			return '\\', 2, nil
		case 'x':
			if len(s) >= 4 {
				if n, err := strconv.ParseUint(s[2:4], 16, 8); err == nil {
					return byte(n), 4, nil
				}
			}
		}
	}
	return 0, 0, fmt.Errorf("unknown escape %s: there are %s", quoted(s[:min(len(s), 2)]), escapes)
}

// escape writes a byte in a visible form that Parse accepts; a space is escaped too.
func escape(to *strings.Builder, c byte) {
	switch {
	case c == '\n':
		to.WriteString(`\n`)
	case c == '\r':
		to.WriteString(`\r`)
	case c == '\t':
		to.WriteString(`\t`)
	case c == 0:
		to.WriteString(`\0`)
	case c == '\\':
		to.WriteString(`\\`)
	case c <= ' ' || c > '~':
		fmt.Fprintf(to, `\x%02x`, c)
	default:
		to.WriteByte(c)
	}
}

// quoted returns a person's input in quotes, shortened. If it contains a quote or anything but printable ASCII,
// it is escaped as in Go.
func quoted(s string) string {
	const limit = 40
	if len(s) > limit {
		s = s[:limit] + "..."
	}
	for _, c := range []byte(s) {
		if c < ' ' || c > '~' || c == '"' {
			return strconv.Quote(s)
		}
	}
	return `"` + s + `"`
}
