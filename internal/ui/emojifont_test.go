package ui

import (
	"bytes"
	"encoding/binary"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// dropEmojiOutlines empties the outlines and drops the pictures of Fyne's emoji font, which are 4.2 of its
// 4.2 MB. Fyne's test app parses every font anew for every app, every theme in it and every style, and
// that took more than half of the time of all tests. What tests measure stays: which characters there
// are, and how wide and high they are.
func dropEmojiOutlines() {
	if font, ok := theme.DefaultEmojiFont().(*fyne.StaticResource); ok { // there is none with Fyne's tag no_emoji
		glyphs := binary.BigEndian.Uint16(tableOf(font.StaticContent, "maxp")[4:])
		font.StaticContent = withTables(font.StaticContent, map[string][]byte{"SVG ": nil, "CFF ": emptyOutlines(int(glyphs))})
	}
}

func TestEmojiAreMeasuredWithoutTheirOutlinesAsWithThem(t *testing.T) {
	font, ok := theme.DefaultEmojiFont().(*fyne.StaticResource)
	if !ok {
		t.Skip("Fyne was built without its emoji font")
	}
	texts := []string{"😀", "a😀b", "👨‍👩‍👧", "🏮 hi", "🇩🇪", "1️⃣", "❤️", "☎", "→é"}
	styles := []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}}
	measured := func() (sizes []fyne.Size) {
		test.NewApp() // forgets the fonts that were parsed
		for _, text := range texts {
			for _, style := range styles {
				sizes = append(sizes, fyne.MeasureText(text, 14, style))
			}
		}
		return sizes
	}
	without := measured()
	small := font.StaticContent
	defer func() { font.StaticContent = small; test.NewApp() }()
	font.StaticContent = wholeEmojiFont
	with := measured()
	for i, got := range without {
		if got != with[i] {
			t.Errorf("%q, %+v: %v without outlines, %v with them", texts[i/len(styles)], styles[i%len(styles)], got, with[i])
		}
	}
	if with[0].Width == 0 {
		t.Error("an emoji has no width")
	}
}

// wholeEmojiFont is Fyne's emoji font as it comes.
var wholeEmojiFont = theme.DefaultEmojiFont().Content()

// An OpenType font (ISO/IEC 14496-22, 4.5) begins with a header, which has the number of tables at 4, and
// a record for each table: tag, checksum, offset, length.
const fontHeader, tableRecord = 12, 16

// tablesOf gives the records of a font's tables.
func tablesOf(font []byte) [][]byte {
	records := make([][]byte, binary.BigEndian.Uint16(font[4:]))
	for i := range records {
		records[i] = font[fontHeader+i*tableRecord:][:tableRecord]
	}
	return records
}

func tableOf(font []byte, tag string) []byte {
	for _, r := range tablesOf(font) {
		if string(r[:4]) == tag {
			return font[binary.BigEndian.Uint32(r[8:]):][:binary.BigEndian.Uint32(r[12:])]
		}
	}
	return nil
}

// withTables gives a font other tables in place of some; nil leaves one out.
func withTables(font []byte, others map[string][]byte) []byte {
	tables := map[string][]byte{}
	var tags []string
	for _, r := range tablesOf(font) {
		tag := string(r[:4])
		table, other := others[tag]
		if !other {
			table = tableOf(font, tag)
		}
		if table != nil {
			tags, tables[tag] = append(tags, tag), table
		}
	}
	head := bytes.Clone(font[:fontHeader])
	binary.BigEndian.PutUint16(head[4:], uint16(len(tags)))
	var body []byte
	for _, tag := range tags {
		head = append(head, tag+"\x00\x00\x00\x00"...) // nobody checks the checksum
		head = binary.BigEndian.AppendUint32(head, uint32(fontHeader+len(tags)*tableRecord+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
		body = append(body, make([]byte, -len(body)&3)...) // each begins at a multiple of four
	}
	return append(head, body...)
}

// emptyOutlines is a CFF table (Adobe Technical Note 5176) of glyphs without an outline.
func emptyOutlines(glyphs int) []byte {
	const endchar, number, charset, charStrings, private = 14, 29, 15, 17, 18
	list := func(items ...[]byte) []byte { // INDEX, with offsets of two bytes
		b := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
		offset := 1
		b = append(b, 2, 0, 1)
		for _, item := range items {
			offset += len(item)
			b = binary.BigEndian.AppendUint16(b, uint16(offset))
		}
		return append(b, bytes.Join(items, nil)...)
	}
	outlines := list(bytes.SplitAfter(bytes.Repeat([]byte{endchar}, glyphs), nil)...)
	names := binary.BigEndian.AppendUint16([]byte{2, 0, 1}, uint16(glyphs-2)) // charset 2: one range from 1 on
	top := func(namesAt int) []byte {
		var d []byte
		operand := func(v int) { d = binary.BigEndian.AppendUint32(append(d, number), uint32(v)) }
		operand(namesAt)
		d = append(d, charset)
		operand(namesAt + len(names))
		d = append(d, charStrings)
		operand(0)
		operand(namesAt + len(names) + len(outlines))
		d = append(d, private)
		return list(d)
	}
	table := append([]byte{1, 0, 4, 2}, list([]byte("Empty"))...)
	none := []byte{0, 0, 0, 0} // no strings, no subroutines
	table = append(table, top(len(table)+len(top(0))+len(none))...)
	table = append(table, none...)
	table = append(table, names...)
	return append(table, outlines...)
}
