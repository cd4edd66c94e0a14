package documents

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// page is what a document refers to, and the anchors it offers.
type page struct {
	links    []string        // destinations, of pictures too
	pictures []string        // destinations of the pictures that it shows
	code     []string        // code spans
	anchors  map[string]bool // of its headings
}

// parsePage parses a document of the project.
func parsePage(t *testing.T, file string) page {
	t.Helper()
	source := []byte(contents(t, file))
	p := page{anchors: map[string]bool{}}
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			p.links = append(p.links, string(n.Destination))
		case *ast.AutoLink:
			p.links = append(p.links, string(n.URL(source)))
		case *ast.Image:
			p.links = append(p.links, string(n.Destination))
			p.pictures = append(p.pictures, string(n.Destination))
		case *ast.CodeSpan:
			p.code = append(p.code, plainText(n, source))
		case *ast.Heading:
			p.add(anchor(plainText(n, source)))
		case *ast.HTMLBlock, *ast.RawHTML:
			t.Errorf("%s has HTML, whose links this test does not check", file)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// add adds an anchor. A repeated name gets a number, as on GitHub.
func (p *page) add(name string) {
	numbered := name
	for n := 1; p.anchors[numbered]; n++ {
		numbered = fmt.Sprintf("%s-%d", name, n)
	}
	p.anchors[numbered] = true
}

// plainText returns the text of a node without markup.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(source))
		} else {
			b.WriteString(plainText(c, source))
		}
	}
	return b.String()
}

// anchor returns the anchor that GitHub derives from a heading: lower case letters, digits, hyphens and underscores,
// with a hyphen for each space.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
}
