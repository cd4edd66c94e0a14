package desktop

import (
	"cmp"
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Word is a word on the screen and its box.
type Word struct {
	Text string
	Box  image.Rectangle
}

// Modes is the number of modes of reading a picture. One mode may read what another one misses.
const Modes = 3

// modes are the modes: the factor by which a picture is enlarged, and tesseract's page segmentation, where 11 is
// sparse text in no order and 6 is one block of text.
var modes = [Modes]struct {
	scale int
	mode  string
}{{2, "11"}, {3, "11"}, {2, "6"}}

// Page is the text read from a picture. The zero Page is empty.
type Page struct{ words [Modes][]Word }

// Update reads an area of a picture in one of the modes and replaces the page's words there. It extends the area so
// that no line is cut. It recognises letters of one colour on a plain background, whatever the two colours are.
func (p *Page) Update(img *image.RGBA, area image.Rectangle, mode int) error {
	area = p.expandToLines(area).Intersect(img.Rect)
	words, err := recognise(img, area, mode)
	if err != nil {
		return err
	}
	for i := range p.words {
		p.words[i] = slices.DeleteFunc(p.words[i], func(w Word) bool { return w.Box.Overlaps(area) })
	}
	p.words[mode] = append(p.words[mode], words...)
	return nil
}

// ReadInMode reads the picture that the page was read from in one more mode.
func (p *Page) ReadInMode(img *image.RGBA, mode int) (err error) {
	p.words[mode], err = recognise(img, img.Rect, mode)
	return err
}

// expandToLines extends an area by all lines that it touches.
func (p *Page) expandToLines(area image.Rectangle) image.Rectangle {
	const margin = 12
	for area = area.Inset(-margin); ; {
		wider := area
		for _, words := range p.words {
			for _, line := range groupLines(words) {
				var box image.Rectangle
				for _, w := range line {
					box = box.Union(w.Box.Inset(-margin / 3))
				}
				if box.Overlaps(area) {
					wider = wider.Union(box)
				}
			}
		}
		if wider == area {
			return area
		}
		area = wider
	}
}

// recognise runs tesseract on an area of a picture.
func recognise(img *image.RGBA, area image.Rectangle, mode int) ([]Word, error) {
	if area.Empty() {
		return nil, nil
	}
	scale := modes[mode].scale
	large := enlarge(isolateText(img, area), scale)
	// More threads make it slower.
	table, err := run([]string{"OMP_THREAD_LIMIT=1"}, large, "tesseract", "stdin", "stdout", "--psm", modes[mode].mode, "tsv")
	if err != nil {
		return nil, err
	}
	var words []Word
	for line := range strings.Lines(string(table)) {
		column := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(column) < 12 || column[0] != "5" || strings.TrimSpace(column[11]) == "" {
			continue // the heading, or a block, paragraph or line
		}
		var n [4]int
		for i := range n {
			if n[i], err = strconv.Atoi(column[6+i]); err != nil {
				return nil, err
			}
		}
		box := image.Rect(n[0]/scale, n[1]/scale, (n[0]+n[2])/scale, (n[1]+n[3])/scale)
		words = append(words, Word{column[11], box.Add(area.Min)})
	}
	return words, nil
}

// groupLines groups words that are beside each other into lines, from top to bottom.
func groupLines(words []Word) [][]Word {
	words = slices.SortedStableFunc(slices.Values(words), func(a, b Word) int { return cmp.Compare(a.Box.Min.X, b.Box.Min.X) })
	var lines [][]Word
	for _, w := range words {
		at := slices.IndexFunc(lines, func(line []Word) bool {
			last := line[len(line)-1].Box
			gap, height := w.Box.Min.X-last.Max.X, max(last.Dy(), w.Box.Dy(), 10)
			apart := (w.Box.Min.Y + w.Box.Max.Y - last.Min.Y - last.Max.Y) / 2
			return gap < 2*height && max(apart, -apart) < height/2
		})
		if at < 0 {
			lines = append(lines, []Word{w})
		} else {
			lines[at] = append(lines[at], w)
		}
	}
	slices.SortStableFunc(lines, func(a, b []Word) int { return cmp.Compare(a[0].Box.Min.Y, b[0].Box.Min.Y) })
	return lines
}

// Find returns the boxes of a phrase, from top to bottom. It ignores case, spaces and punctuation, and the difference
// between letters that look alike. Because OCR is imperfect, one letter in eight may differ, at least one; in phrases
// of less than four letters or with digits none may.
func (p *Page) Find(phrase string) []image.Rectangle {
	prefix := normalise(phrase)
	mistakes := max(1, len(prefix)/8)
	if len(prefix) < 4 || strings.ContainsFunc(phrase, unicode.IsDigit) {
		mistakes = 0
	}
	var found []image.Rectangle
	for _, line := range p.lines() {
		for first := range line {
			var text strings.Builder
			var box image.Rectangle
			for _, w := range line[first:] {
				text.WriteString(normalise(w.Text))
				box = box.Union(w.Box)
				if hasPrefix(text.String(), prefix, mistakes) {
					if !slices.ContainsFunc(found, func(other image.Rectangle) bool { return other.Overlaps(box) }) {
						found = append(found, box)
					}
					break
				}
				if text.String() == "" || len(text.String()) > len(prefix) {
					break
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.Y, b.Min.Y) })
	return found
}

// hasPrefix reports whether a text begins with a prefix, with at most this number of mistakes. If mistakes are
// allowed, the prefix may also follow one other letter, since an icon may be read as a letter.
func hasPrefix(text, prefix string, mistakes int) bool {
	differ := func(text string) int {
		n := 0
		for i := range prefix {
			if text[i] != prefix[i] {
				n++
			}
		}
		return n
	}
	return len(text) >= len(prefix) && differ(text) <= mistakes ||
		mistakes > 0 && len(text) > len(prefix) && differ(text[1:]) <= mistakes
}

// lines returns the lines as read in each of the modes.
func (p *Page) lines() (lines [][]Word) {
	for _, words := range p.words {
		lines = append(lines, groupLines(words)...)
	}
	return lines
}

// Contains reports whether the page has a phrase.
func (p *Page) Contains(phrase string) bool { return len(p.Find(phrase)) > 0 }

// String returns the page's lines.
func (p *Page) String() string {
	var s strings.Builder
	for _, line := range p.lines() {
		for _, w := range line {
			s.WriteString(w.Text + " ")
		}
		s.WriteByte('\n')
	}
	return s.String()
}

var lookAlike = strings.NewReplacer("i", "1", "l", "1", "|", "1", "o", "0", "s", "5", "z", "2")

// normalise removes what OCR often gets wrong from a text: case, spaces, punctuation, and the difference between
// letters that look alike.
func normalise(s string) string {
	return lookAlike.Replace(strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); r == '|' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s))
}

// isolateText returns an area of a picture with dark letters on white. Regions of one colour that are larger or
// longer than a stroke of a letter are background. Everything else is as dark as it differs from the background to
// its left.
func isolateText(img *image.RGBA, area image.Rectangle) *image.Gray {
	const tallest, widest, largest = 45, 50, 260 // of a letter's strokes, in pixels
	w, h := area.Dx(), area.Dy()
	grey := make([]int, w*h)
	for i := range grey {
		c := img.RGBAAt(area.Min.X+i%w, area.Min.Y+i/w)
		grey[i] = (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
	}
	background, seen := make([]bool, w*h), make([]bool, w*h)
	var region []int
	for start := range grey {
		if seen[start] {
			continue
		}
		region = append(region[:0], start)
		seen[start] = true
		box := image.Rectangle{Min: image.Pt(w, h)}
		for at := 0; at < len(region); at++ {
			i := region[at]
			x, y := i%w, i/w
			box.Min = image.Pt(min(box.Min.X, x), min(box.Min.Y, y))
			box.Max = image.Pt(max(box.Max.X, x), max(box.Max.Y, y))
			for _, n := range [4]image.Point{{x - 1, y}, {x + 1, y}, {x, y - 1}, {x, y + 1}} {
				if !n.In(image.Rect(0, 0, w, h)) {
					continue
				}
				if j := n.Y*w + n.X; !seen[j] && grey[j] == grey[i] {
					seen[j] = true
					region = append(region, j)
				}
			}
		}
		if box.Dx() > widest || box.Dy() > tallest || len(region) > largest {
			for _, i := range region {
				background[i] = true
			}
		}
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	shade := 0xff
	for i, v := range grey {
		if background[i] {
			shade = v
		}
		out.Pix[i] = uint8(0xff - min(0xff, max(v-shade, shade-v)*3/2))
	}
	return out
}

// enlarge returns a picture enlarged by a factor with bilinear interpolation, as a portable grey map (pgm(5)).
func enlarge(img *image.Gray, scale int) []byte {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := fmt.Appendf(nil, "P5 %d %d 255\n", w*scale, h*scale)
	at := func(x, y int) int { return int(img.Pix[min(y, h-1)*w+min(x, w-1)]) }
	for Y := range h * scale {
		y, down := Y/scale, Y%scale
		for X := range w * scale {
			x, across := X/scale, X%scale
			above := at(x, y)*(scale-across) + at(x+1, y)*across
			below := at(x, y+1)*(scale-across) + at(x+1, y+1)*across
			out = append(out, byte((above*(scale-down)+below*down)/(scale*scale)))
		}
	}
	return out
}
