package uitest

import (
	"bytes"
	"encoding/binary"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// fonts are Fyne's, as they come.
var originalFonts = map[*fyne.StaticResource][]byte{}

// DropFontOutlines empties the outlines of Fyne's fonts, which are nearly all of their 7 MB. Fyne's test app
// parses them anew for every app, every theme in it and every style, and that took more than half of the
// time of all tests. What tests measure stays: which characters there are, how wide and high they are, and the
// box that each fills, by which Fyne cuts a text short.
func DropFontOutlines() {
	for _, r := range []fyne.Resource{
		theme.DefaultEmojiFont(), theme.DefaultSymbolFont(), theme.DefaultTextFont(), theme.DefaultTextBoldFont(),
		theme.DefaultTextItalicFont(), theme.DefaultTextBoldItalicFont(), theme.DefaultTextMonospaceFont(),
	} {
		font, ok := r.(*fyne.StaticResource)
		if !ok || originalFonts[font] != nil {
			continue // there is no font of emoji with Fyne's tag no_emoji
		}
		originalFonts[font] = font.StaticContent
		font.StaticContent = withoutOutlines(font.StaticContent)
	}
}

func withoutOutlines(font []byte) []byte {
	glyphs := int(binary.BigEndian.Uint16(tableOf(font, "maxp")[4:]))
	var glyf, loca []byte
	if tableOf(font, "glyf") != nil {
		glyf, loca = boxes(font, glyphs)
	}
	return withTables(font, map[string][]byte{
		"SVG ": nil,
		"CFF ": squares(glyphs),
		"glyf": glyf,
		"loca": loca,
	})
}

// boxes are the glyf table of a TrueType font without outlines, but with the box that each glyph fills, and
// the loca table to that.
func boxes(font []byte, glyphs int) (glyf, loca []byte) {
	const box = 10 // how many contours, and the box
	offset := func(glyph int) int { return int(binary.BigEndian.Uint32(tableOf(font, "loca")[4*glyph:])) }
	note := func() { loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf))) }
	if short := binary.BigEndian.Uint16(tableOf(font, "head")[50:]) == 0; short {
		offset = func(glyph int) int { return 2 * int(binary.BigEndian.Uint16(tableOf(font, "loca")[2*glyph:])) }
		note = func() { loca = binary.BigEndian.AppendUint16(loca, uint16(len(glyf)/2)) }
	}
	whole := tableOf(font, "glyf")
	for glyph := range glyphs {
		note()
		if from := offset(glyph); from < offset(glyph+1) {
			glyf = append(glyf, 0, 0) // no contours
			glyf = append(glyf, whole[from+2:from+box]...)
			glyf = append(glyf, 0, 0) // no instructions
		}
	}
	note()
	return glyf, loca
}

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

// squares is a CFF table (Adobe Technical Note 5176) in which every glyph is a square of one em, as emoji are.
func squares(glyphs int) []byte {
	const number, charset, charStrings, private = 29, 15, 17, 18
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
	// From 150 below the line 1000 to the right, up and to the left (Technical Note 5177).
	square := []byte{139, 28, 0xff, 0x6a, 21, 28, 0x03, 0xe8, 28, 0x03, 0xe8, 28, 0xfc, 0x18, 6, 14}
	outlines := list(slices.Repeat([][]byte{square}, glyphs)...)
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
