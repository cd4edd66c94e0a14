package gamefile

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// flatten names the keys of tables "table.key". Deeper tables stay values: no key has one.
func flatten(values map[string]any) map[string]any {
	flat := map[string]any{}
	for k, v := range values {
		table, _ := v.(map[string]any)
		if len(table) == 0 {
			flat[keyPart(k)] = v
		}
		for inner, v := range table {
			flat[keyPart(k)+"."+keyPart(inner)] = v
		}
	}
	return flat
}

// keyPart returns a key as one part of a flattened name. TOML allows dots in quoted keys.
func keyPart(key string) string {
	if strings.Contains(key, ".") {
		return strconv.Quote(key)
	}
	return key
}

// byLine compares flattened names by their lines, then alphabetically.
func byLine(lines map[string]int) func(a, b string) int {
	return func(a, b string) int {
		if lines[a] != lines[b] {
			return lines[a] - lines[b]
		}
		return strings.Compare(a, b)
	}
}

// keyLines returns the line, from 1, of each flattened name in valid TOML, and of each table.
func keyLines(data []byte) map[string]int {
	f := lineFinder{data: data, lines: map[string]int{}, line: 1}
	f.parser.Reset(data)
	var table []string
	for f.parser.NextExpression() {
		switch node := f.parser.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = f.add(nil, node)
		case unstable.KeyValue:
			name := f.add(table, node)
			if value := node.Value(); value.Kind == unstable.InlineTable {
				for it := value.Children(); it.Next(); {
					f.add(name, it.Node())
				}
			}
		}
	}
	return f.lines
}

// lineFinder maps flattened names to lines.
type lineFinder struct {
	parser unstable.Parser
	data   []byte
	lines  map[string]int
	offset int // newlines are counted up to here
	line   int // the line of offset
}

// add records the first line of an expression's key and of the tables in it, to the depth of flatten.
// It returns the parts of the key.
func (f *lineFinder) add(table []string, node *unstable.Node) []string {
	const maxDepth = 2
	parts := slices.Clone(table)
	for it := node.Key(); len(parts) < maxDepth && it.Next(); {
		parts = append(parts, keyPart(string(it.Node().Data)))
		name := strings.Join(parts, ".")
		if _, found := f.lines[name]; !found {
			f.lines[name] = f.lineAt(int(it.Node().Raw.Offset))
		}
	}
	return parts
}

// lineAt returns the line of an offset in the data. Offsets must not decrease.
func (f *lineFinder) lineAt(offset int) int {
	f.line += bytes.Count(f.data[f.offset:offset], []byte{'\n'})
	f.offset = offset
	return f.line
}
