// Package tomlkeys counts the keys of TOML before it is decoded. The decoder checks for duplicates in time that
// grows with the square of the number of keys, so 1 MB of short keys would take half a minute.
package tomlkeys

import "github.com/pelletier/go-toml/v2/unstable"

// Find returns the offset of the first key beyond the given number, or -1 if there are no more keys than that.
// Each part of a dotted key, of a table's name and of a key in an inline table counts. In invalid TOML, only keys
// before the first mistake count. It takes time in proportion to the data.
func Find(data []byte, number int) (offset int) {
	c := counter{left: number, offset: -1}
	var parser unstable.Parser
	parser.Reset(data)
	for c.offset < 0 && parser.NextExpression() {
		c.count(parser.Expression())
	}
	return c.offset
}

// counter counts keys down.
type counter struct {
	left   int
	offset int // of the first key beyond; -1: none yet
}

// count counts the keys in an expression or a value.
func (c *counter) count(node *unstable.Node) {
	switch node.Kind {
	case unstable.Table, unstable.ArrayTable:
		c.countParts(node)
	case unstable.KeyValue:
		c.countParts(node)
		c.count(node.Value())
	case unstable.Array, unstable.InlineTable:
		for it := node.Children(); c.offset < 0 && it.Next(); {
			c.count(it.Node())
		}
	}
}

// countParts counts the parts of one key.
func (c *counter) countParts(node *unstable.Node) {
	for it := node.Key(); c.offset < 0 && it.Next(); c.left-- {
		if c.left == 0 {
			c.offset = int(it.Node().Raw.Offset)
		}
	}
}
