package upstream

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxSource bounds the bytes of a source that are read.
const maxSource = 1 << 20

// readSource returns the lines of a source without comments, and as they are. Both are empty if it is not a plain file
// that can be read.
func readSource(file string) (code, original []string) {
	if file == "" || !isFile(file) {
		return nil, nil
	}
	f, err := os.Open(filepath.Clean(file))
	if err != nil {
		return nil, nil
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, maxSource))
	if err != nil {
		return nil, nil
	}
	original = strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	return withoutComments(original, syntaxOf(file)), original
}

// syntax is how a language writes comments.
type syntax struct {
	line       []string // begins a comment that ends with the line
	begin, end string   // of a comment of several lines, or ""
	docstring  bool     // a text in triple quotes that stands alone is a comment
}

// syntaxOf returns the syntax of a language by the ending of its files.
func syntaxOf(file string) syntax {
	ending := strings.ToLower(filepath.Ext(file))
	switch {
	case slices.Contains([]string{".py", ".pyw"}, ending):
		return syntax{line: []string{"#"}, docstring: true}
	case slices.Contains([]string{".js", ".mjs", ".cjs", ".ts", ".java", ".go", ".c", ".cc", ".cpp", ".cs", ".rs", ".kt"}, ending):
		return syntax{line: []string{"//"}, begin: "/*", end: "*/"}
	case ending == ".php":
		return syntax{line: []string{"//", "#"}, begin: "/*", end: "*/"}
	case ending == ".lua":
		return syntax{line: []string{"--"}}
	default:
		return syntax{line: []string{"#"}}
	}
}

// withoutComments returns the lines with their comments cut out; texts in quotes stay.
func withoutComments(lines []string, s syntax) []string {
	code := make([]string, len(lines))
	until := "" // the end of what goes on over lines
	isComment := false
	for i, line := range lines {
		var out strings.Builder
		for len(line) > 0 {
			if until != "" {
				text, rest, found := strings.Cut(line, until)
				if !isComment {
					out.WriteString(text)
				}
				line = rest
				if !found {
					break
				}
				until = ""
				continue
			}
			if quotes := tripleQuotes(line); s.docstring && quotes != "" {
				isComment = strings.TrimSpace(out.String()) == ""
				until, line = quotes, line[len(quotes):]
				continue
			}
			if s.begin != "" && strings.HasPrefix(line, s.begin) {
				until, isComment, line = s.end, true, line[len(s.begin):]
				continue
			}
			if slices.ContainsFunc(s.line, func(mark string) bool { return strings.HasPrefix(line, mark) }) {
				break
			}
			n := 1
			if line[0] == '"' || line[0] == '`' || line[0] == '\'' {
				n = quotedLength(line)
			}
			out.WriteString(line[:n])
			line = line[n:]
		}
		code[i] = out.String()
	}
	return code
}

// tripleQuotes returns the three quotes with which a line begins, or "".
func tripleQuotes(line string) string {
	for _, quotes := range []string{`"""`, "'''"} {
		if strings.HasPrefix(line, quotes) {
			return quotes
		}
	}
	return ""
}

// quotedLength returns the length of the text in quotes with which a line begins, or 1 if it does not end in it.
func quotedLength(line string) int {
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case line[0]:
			return i + 1
		}
	}
	return 1
}
