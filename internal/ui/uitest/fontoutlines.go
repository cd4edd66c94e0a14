package uitest

import (
	"bytes"
	"encoding/binary"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// originalFonts are Fyne's fonts with outlines, by resource.
var originalFonts = map[*fyne.StaticResource][]byte{}

// DropFontOutlines removes the glyph outlines, which are nearly all of their 7 MB, from Fyne's fonts. Fyne's test app
// parses the fonts again for every app, theme and style, which took more than half of the time of all tests. Character
// coverage, metrics and bounding boxes stay, so that texts are measured, wrapped and truncated as before.
func DropFontOutlines() {
	for _, r := range []fyne.Resource{
		theme.DefaultEmojiFont(), theme.DefaultSymbolFont(), theme.DefaultTextFont(), theme.DefaultTextBoldFont(),
		theme.DefaultTextItalicFont(), theme.DefaultTextBoldItalicFont(), theme.DefaultTextMonospaceFont(),
	} {
		font, ok := r.(*fyne.StaticResource)
		if !ok || originalFonts[font] != nil {
			continue // Fyne's build tag no_emoji leaves the emoji font out
		}
		originalFonts[font] = font.StaticContent
		font.StaticContent = withoutOutlines(font.StaticContent)
	}
}

// withoutOutlines returns a font with empty glyphs.
func withoutOutlines(font []byte) []byte {
	glyphs := int(binary.BigEndian.Uint16(tableOf(font, "maxp")[4:]))
	var glyf, loca []byte
	if tableOf(font, "glyf") != nil {
		glyf, loca = emptyGlyphs(font, glyphs)
	}
	return withTables(font, map[string][]byte{
		"SVG ": nil,
		"CFF ": squareGlyphs(glyphs),
		"glyf": glyf,
		"loca": loca,
	})
}

// emptyGlyphs returns the glyf table of a TrueType font with the bounding boxes of the glyphs and no contours, and its
// loca table.
func emptyGlyphs(font []byte, glyphs int) (glyf, loca []byte) {
	const headerLen = 10 // number of contours, bounding box
	offset := func(glyph int) int { return int(binary.BigEndian.Uint32(tableOf(font, "loca")[4*glyph:])) }
	addOffset := func() { loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf))) }
	if short := binary.BigEndian.Uint16(tableOf(font, "head")[50:]) == 0; short {
		offset = func(glyph int) int { return 2 * int(binary.BigEndian.Uint16(tableOf(font, "loca")[2*glyph:])) }
		addOffset = func() { loca = binary.BigEndian.AppendUint16(loca, uint16(len(glyf)/2)) }
	}
	original := tableOf(font, "glyf")
	for glyph := range glyphs {
		addOffset()
		if from := offset(glyph); from < offset(glyph+1) {
			glyf = append(glyf, 0, 0) // no contours
			glyf = append(glyf, original[from+2:from+headerLen]...)
			glyf = append(glyf, 0, 0) // no instructions
		}
	}
	addOffset()
	return glyf, loca
}

// An OpenType font (ISO/IEC 14496-22, 4.5) begins with a header, with the number of tables at offset 4, and a record
// for each table: tag, checksum, offset, length.
const fontHeader, tableRecord = 12, 16

// tableRecords returns the records of a font's tables.
func tableRecords(font []byte) [][]byte {
	records := make([][]byte, binary.BigEndian.Uint16(font[4:]))
	for i := range records {
		records[i] = font[fontHeader+i*tableRecord:][:tableRecord]
	}
	return records
}

// tableOf returns a table of a font, or nil.
func tableOf(font []byte, tag string) []byte {
	for _, r := range tableRecords(font) {
		if string(r[:4]) == tag {
			return font[binary.BigEndian.Uint32(r[8:]):][:binary.BigEndian.Uint32(r[12:])]
		}
	}
	return nil
}

// withTables returns a font with some tables replaced; a nil table is left out.
func withTables(font []byte, replacements map[string][]byte) []byte {
	tables := map[string][]byte{}
	var tags []string
	for _, r := range tableRecords(font) {
		tag := string(r[:4])
		table, replaced := replacements[tag]
		if !replaced {
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
		head = append(head, tag+"\x00\x00\x00\x00"...) // the checksum is not verified
		head = binary.BigEndian.AppendUint32(head, uint32(fontHeader+len(tags)*tableRecord+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
		body = append(body, make([]byte, -len(body)&3)...) // each begins at a multiple of four
	}
	return append(head, body...)
}

// squareGlyphs returns a CFF table (Adobe Technical Note 5176) in which every glyph is a square of one em, as emoji are.
func squareGlyphs(glyphs int) []byte {
	const number, charset, charStrings, private = 29, 15, 17, 18
	index := func(items ...[]byte) []byte { // with offsets of two bytes
		b := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
		offset := 1
		b = append(b, 2, 0, 1)
		for _, item := range items {
			offset += len(item)
			b = binary.BigEndian.AppendUint16(b, uint16(offset))
		}
		return append(b, bytes.Join(items, nil)...)
	}
	// From (0, -150): 1000 right, 1000 up, 1000 left (Technical Note 5177).
	square := []byte{139, 28, 0xff, 0x6a, 21, 28, 0x03, 0xe8, 28, 0x03, 0xe8, 28, 0xfc, 0x18, 6, 14}
	outlines := index(slices.Repeat([][]byte{square}, glyphs)...)
	names := binary.BigEndian.AppendUint16([]byte{2, 0, 1}, uint16(glyphs-2)) // charset 2: one range from 1 on
	topDict := func(namesAt int) []byte {
		var d []byte
		operand := func(v int) { d = binary.BigEndian.AppendUint32(append(d, number), uint32(v)) }
		operand(namesAt)
		d = append(d, charset)
		operand(namesAt + len(names))
		d = append(d, charStrings)
		operand(0)
		operand(namesAt + len(names) + len(outlines))
		d = append(d, private)
		return index(d)
	}
	table := append([]byte{1, 0, 4, 2}, index([]byte("Empty"))...)
	none := []byte{0, 0, 0, 0} // no strings, no subroutines
	table = append(table, topDict(len(table)+len(topDict(0))+len(none))...)
	table = append(table, none...)
	table = append(table, names...)
	return append(table, outlines...)
}
