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

// Word is a word on the screen and where it stands.
type Word struct {
	Text string
	Box  image.Rectangle
}

// Ways is in how many ways a picture can be read. What one way misses, another may have.
const Ways = 3

// ways are by how much a picture is enlarged, and how tesseract looks for text: 11 is anywhere, in no
// order, and 6 is one block of lines.
var ways = [Ways]struct {
	scale int
	mode  string
}{{2, "11"}, {3, "11"}, {2, "6"}}

// Page is what was read off a picture. The zero Page is empty.
type Page struct{ words [Ways][]Word }

// Read takes what it reads of an area of a picture, in one of the ways, for what stands there. It
// reads a little more than the area, so as not to cut through a line. It sees letters of one colour
// on a plain surface, whatever the two colours.
func (p *Page) Read(img *image.RGBA, area image.Rectangle, way int) error {
	area = p.wholeLines(area).Intersect(img.Rect)
	words, err := read(img, area, way)
	if err != nil {
		return err
	}
	for i := range p.words {
		p.words[i] = slices.DeleteFunc(p.words[i], func(w Word) bool { return w.Box.Overlaps(area) })
	}
	p.words[way] = append(p.words[way], words...)
	return nil
}

// ReadAgain reads the picture that the page was read from in one more of the ways.
func (p *Page) ReadAgain(img *image.RGBA, way int) (err error) {
	p.words[way], err = read(img, img.Rect, way)
	return err
}

// wholeLines is an area with all the lines that it touches.
func (p *Page) wholeLines(area image.Rectangle) image.Rectangle {
	const margin = 12
	for area = area.Inset(-margin); ; {
		wider := area
		for _, words := range p.words {
			for _, line := range inLines(words) {
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

// read has tesseract read an area of a picture.
func read(img *image.RGBA, area image.Rectangle, way int) ([]Word, error) {
	if area.Empty() {
		return nil, nil
	}
	scale := ways[way].scale
	large := enlarged(lettersOnly(img, area), scale)
	// Its threads only get in each other's way.
	table, err := run([]string{"OMP_THREAD_LIMIT=1"}, large, "tesseract", "stdin", "stdout", "--psm", ways[way].mode, "tsv")
	if err != nil {
		return nil, err
	}
	var words []Word
	for line := range strings.Lines(string(table)) {
		column := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(column) < 12 || column[0] != "5" || strings.TrimSpace(column[11]) == "" {
			continue // the head, or a block, paragraph or line
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

// inLines puts words that stand beside each other together.
func inLines(words []Word) [][]Word {
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

// Find gives the places where a phrase stands, from top to bottom. Case, spaces and punctuation make
// no difference, nor do letters that look alike. In a phrase without a number one letter in eight, or
// one in a shorter phrase, may be another: reading is not perfect.
func (p *Page) Find(phrase string) []image.Rectangle {
	want := essence(phrase)
	mistakes := max(1, len(want)/8)
	if len(want) < 4 || strings.ContainsFunc(phrase, unicode.IsDigit) {
		mistakes = 0
	}
	var found []image.Rectangle
	for _, line := range p.lines() {
		for first := range line {
			var text strings.Builder
			var box image.Rectangle
			for _, w := range line[first:] {
				text.WriteString(essence(w.Text))
				box = box.Union(w.Box)
				if begins(text.String(), want, mistakes) {
					if !slices.ContainsFunc(found, func(other image.Rectangle) bool { return other.Overlaps(box) }) {
						found = append(found, box)
					}
					break
				}
				if text.String() == "" || len(text.String()) > len(want) {
					break
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.Y, b.Min.Y) })
	return found
}

// begins tells whether a text begins with what is wanted, but for so many mistakes; with those, what
// is wanted may also stand after a letter that is none, as an icon is read.
func begins(text, want string, mistakes int) bool {
	differ := func(text string) int {
		n := 0
		for i := range want {
			if text[i] != want[i] {
				n++
			}
		}
		return n
	}
	return len(text) >= len(want) && differ(text) <= mistakes ||
		mistakes > 0 && len(text) > len(want) && differ(text[1:]) <= mistakes
}

// lines are the lines, as each of the ways has them.
func (p *Page) lines() (lines [][]Word) {
	for _, words := range p.words {
		lines = append(lines, inLines(words)...)
	}
	return lines
}

// Says tells whether a phrase stands on the page.
func (p *Page) Says(phrase string) bool { return len(p.Find(phrase)) > 0 }

// String gives the page's lines.
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

// essence is what is left of a text that reading may not get wrong.
func essence(s string) string {
	return lookAlike.Replace(strings.Map(func(r rune) rune {
		if r = unicode.ToLower(r); r == '|' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s))
}

// lettersOnly gives an area of a picture with dark letters on white: what is too large for a letter, or too
// long, is a surface or a frame, and letters are what differs from the surface they stand on.
func lettersOnly(img *image.RGBA, area image.Rectangle) *image.Gray {
	const tallest, widest, largest = 45, 50, 260 // pixels of a letter's strokes
	w, h := area.Dx(), area.Dy()
	grey := make([]int, w*h)
	for i := range grey {
		c := img.RGBAAt(area.Min.X+i%w, area.Min.Y+i/w)
		grey[i] = (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
	}
	surface, seen := make([]bool, w*h), make([]bool, w*h)
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
				surface[i] = true
			}
		}
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	behind := 0xff
	for i, v := range grey {
		if surface[i] {
			behind = v
		}
		out.Pix[i] = uint8(0xff - min(0xff, max(v-behind, behind-v)*3/2))
	}
	return out
}

// enlarged is the picture that many times as large, as a portable grey map (pgm(5)), with what is
// between two pixels between them in brightness.
func enlarged(img *image.Gray, scale int) []byte {
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
