package games

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// field describes one field of the form: its label and help, and how its value is read from and written to a game. It has
// either flag, or read and write.
type field struct {
	key         string // in a game file
	label, help string
	correction  string                        // what to type instead of an invalid text
	choices     []string                      // offered
	freeText    bool                          // other text than the choices is valid too
	multiline   bool                          // a line for each seat
	flag        func(*game.Game) *bool        // of a field to tick
	read        func(*game.Game) string       // of a text field: returns its text
	write       func(*game.Game, string) bool // of a text field: returns false if the text is invalid
}

// escape writes the characters that cannot be typed into a line as \n, \r, \t and \0, and a backslash as \\.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\x00", `\0`).Replace(s)
}

// unescape is the inverse of escape.
func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\0`, "\x00").Replace(s)
}

func textField(key, label, help string, at func(*game.Game) *string) field {
	return field{
		key: key, label: label, help: help,
		read:  func(g *game.Game) string { return escape(*at(g)) },
		write: func(g *game.Game, s string) bool { *at(g) = unescape(s); return true },
	}
}

// listField describes a field with a line for each seat. As in a text file, the end of the last line may be missing; an
// empty last line has one.
func listField(key, label, help string, at func(*game.Game) *[]string) field {
	return field{
		key: key, label: label, help: help, multiline: true,
		read: func(g *game.Game) string {
			escaped := make([]string, len(*at(g)))
			for i, s := range *at(g) {
				escaped[i] = escape(s)
			}
			return joinLines(escaped)
		},
		write: func(g *game.Game, s string) bool {
			*at(g) = nil
			for _, line := range splitLines(s) {
				*at(g) = append(*at(g), unescape(line))
			}
			return true
		},
	}
}

// messagesField is a listField in which a line may have several messages, with \| between them.
func messagesField(key, label, help string, at func(*game.Game) *[][]string) field {
	return field{
		key: key, label: label, help: help, multiline: true,
		read: func(g *game.Game) string {
			lines := make([]string, len(*at(g)))
			for i, messages := range *at(g) {
				escaped := make([]string, len(messages))
				for n, s := range messages {
					escaped[n] = escape(s)
				}
				lines[i] = strings.Join(escaped, `\|`)
			}
			return joinLines(lines)
		},
		write: func(g *game.Game, s string) bool {
			*at(g) = nil
			for _, line := range splitLines(s) {
				var messages []string
				for _, message := range splitMessages(line) {
					messages = append(messages, unescape(message))
				}
				*at(g) = append(*at(g), messages)
			}
			return true
		},
	}
}

// splitMessages splits an escaped line at each \|.
func splitMessages(line string) []string {
	var messages []string
	begin := 0
	for i := 0; i+1 < len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		if line[i+1] == '|' {
			messages = append(messages, line[begin:i])
			begin = i + 2
		}
		i++ // what is escaped, which may be a backslash
	}
	return append(messages, line[begin:])
}

func joinLines(lines []string) string {
	text := strings.Join(lines, "\n")
	if n := len(lines); n > 0 && lines[n-1] == "" {
		text += "\n"
	}
	return text
}

func splitLines(text string) []string {
	if text = strings.TrimSuffix(text, "\n"); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func boolField(key, label, help string, at func(*game.Game) *bool) field {
	return field{key: key, label: label, help: help, flag: at}
}

func numberField(key, label, help string, at func(*game.Game) *int) field {
	return field{
		key: key, label: label, help: help, correction: lang.L("Type a whole number here, such as 2."),
		read: func(g *game.Game) string { return strconv.Itoa(*at(g)) },
		write: func(g *game.Game, s string) bool {
			n, err := strconv.Atoi(strings.TrimSpace(s))
			if err == nil {
				*at(g) = n
			}
			return err == nil
		},
	}
}

func framingField(key, label, help string, in bool) field {
	at := func(g *game.Game) *framing.Framing {
		if in {
			return &g.In
		}
		return &g.Out
	}
	names := framing.Names()
	for i := range names {
		names[i] = strings.NewReplacer("TEXT", ";", ":N", ":64").Replace(names[i])
	}
	return field{
		key: key, label: label, help: help, choices: names, freeText: true,
		correction: lang.L("Choose one from the list, or type one like them."),
		read:       func(g *game.Game) string { return at(g).String() },
		write: func(g *game.Game, s string) bool {
			f, err := framing.Parse(strings.TrimSpace(s))
			if err == nil {
				*at(g) = f
			}
			return err == nil
		},
	}
}
