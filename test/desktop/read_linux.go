package desktop

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
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

// Page is what stands on a picture, in lines from top to bottom: words that follow each other in a
// line stand together.
type Page struct{ lines [][]Word }

// Ways is in how many ways a picture can be read. What one way misses, another may have.
const Ways = 4

// ways are by how much a picture is enlarged, and how tesseract looks for text: 11 is anywhere, in no
// order, and 6 is one block of lines.
var ways = [Ways]struct {
	scale int
	mode  string
}{{2, "11"}, {3, "11"}, {4, "11"}, {2, "6"}}

// Read reads a picture in one of the ways. It sees letters of one colour on a plain surface, whatever
// the two colours.
func Read(img image.Image, way int) (Page, error) {
	var data bytes.Buffer
	if err := png.Encode(&data, lettersOnly(img)); err != nil {
		return Page{}, err
	}
	scale := ways[way].scale
	large, err := run(nil, data.Bytes(), "convert", "png:-", "-resize", strconv.Itoa(100*scale)+"%", "-compress", "none", "pnm:-")
	if err != nil {
		return Page{}, err
	}
	// Its threads only get in each other's way.
	table, err := run([]string{"OMP_THREAD_LIMIT=1"}, large, "tesseract", "stdin", "stdout", "--psm", ways[way].mode, "tsv")
	if err != nil {
		return Page{}, err
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
				return Page{}, err
			}
		}
		box := image.Rect(n[0]/scale, n[1]/scale, (n[0]+n[2])/scale, (n[1]+n[3])/scale)
		words = append(words, Word{column[11], box.Add(img.Bounds().Min)})
	}
	return Page{inLines(words)}, nil
}

// And is the page with another reading of the same picture.
func (p Page) And(other Page) Page { return Page{append(p.lines, other.lines...)} }

// inLines puts words that stand beside each other together.
func inLines(words []Word) [][]Word {
	slices.SortStableFunc(words, func(a, b Word) int { return cmp.Compare(a.Box.Min.X, b.Box.Min.X) })
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
// no difference, nor do letters that look alike.
func (p Page) Find(phrase string) []image.Rectangle {
	want := essence(phrase)
	var found []image.Rectangle
	for _, line := range p.lines {
		for first := range line {
			var text string
			var box image.Rectangle
			for _, w := range line[first:] {
				if len(text) >= len(want) {
					break
				}
				text += essence(w.Text)
				box = box.Union(w.Box)
			}
			if strings.HasPrefix(text, want) && essence(line[first].Text) != "" &&
				!slices.ContainsFunc(found, func(other image.Rectangle) bool { return other.Overlaps(box) }) {
				found = append(found, box)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.Y, b.Min.Y) })
	return found
}

// Says tells whether a phrase stands on the page.
func (p Page) Says(phrase string) bool { return len(p.Find(phrase)) > 0 }

// String gives the page's lines.
func (p Page) String() string {
	var s strings.Builder
	for _, line := range p.lines {
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
		if r == '|' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s))
}

// lettersOnly gives the picture with dark letters on white: what is too large for a letter, or too
// long, is a surface or a frame, and letters are what differs from the surface they stand on.
func lettersOnly(img image.Image) *image.Gray {
	const tallest, widest, largest = 45, 50, 260 // pixels of a letter's strokes
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	grey := make([]int, w*h)
	for i := range grey {
		r, g, b, _ := img.At(b.Min.X+i%w, b.Min.Y+i/w).RGBA()
		grey[i] = int(color.GrayModel.Convert(color.RGBA64{uint16(r), uint16(g), uint16(b), 0xffff}).(color.Gray).Y) //nolint:forcetypeassert,gosec // GrayModel makes Grays, RGBA gives 16 bits
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
		out.Pix[i] = uint8(0xff - min(0xff, max(v-behind, behind-v)*3/2)) //nolint:gosec // within 0 and 0xff
	}
	return out
}
