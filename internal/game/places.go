package game

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// flatten names the keys of tables as "table.key". Keys deeper than one table are unknown anyway.
func flatten(values map[string]any) map[string]any {
	flat := map[string]any{}
	for k, v := range values {
		table, _ := v.(map[string]any)
		if len(table) == 0 {
			flat[part(k)] = v
		}
		for inner, v := range table {
			flat[part(k)+"."+part(inner)] = v
		}
	}
	return flat
}

// part is a key as one part of a name. In quotes TOML lets it have dots of its own.
func part(key string) string {
	if strings.Contains(key, ".") {
		return strconv.Quote(key)
	}
	return key
}

// byLine orders names by where they stand.
func byLine(lines map[string]int) func(a, b string) int {
	return func(a, b string) int {
		if lines[a] != lines[b] {
			return lines[a] - lines[b]
		}
		return strings.Compare(a, b)
	}
}

// places finds the lines of keys, as flatten names them, and of the tables that they are in.
type places struct {
	parser unstable.Parser
	data   []byte
	lines  map[string]int
	at     int // where in data line was counted up to
	line   int
}

// linesOf gives the line of each key of valid TOML, from 1.
func linesOf(data []byte) map[string]int {
	p := places{data: data, lines: map[string]int{}, line: 1}
	p.parser.Reset(data)
	var table []string
	for p.parser.NextExpression() {
		switch node := p.parser.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = p.add(nil, node)
		case unstable.KeyValue:
			name := p.add(table, node)
			if value := node.Value(); value.Kind == unstable.InlineTable {
				for it := value.Children(); it.Next(); {
					p.add(name, it.Node())
				}
			}
		}
	}
	return p.lines
}

// add notes where the key of an expression stands, as deep as flatten goes and in so far as it is
// new, and returns its parts.
func (p *places) add(table []string, node *unstable.Node) []string {
	const deepest = 2
	parts := slices.Clone(table)
	for it := node.Key(); len(parts) < deepest && it.Next(); {
		parts = append(parts, part(string(it.Node().Data)))
		name := strings.Join(parts, ".")
		if _, known := p.lines[name]; !known {
			p.lines[name] = p.lineAt(int(it.Node().Raw.Offset))
		}
	}
	return parts
}

// lineAt is the line of a place in the data. Places come in order.
func (p *places) lineAt(offset int) int {
	p.line += bytes.Count(p.data[p.at:offset], []byte{'\n'})
	p.at = offset
	return p.line
}
