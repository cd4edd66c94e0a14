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

// page is one document: where it leads, and where one can be led in it.
type page struct {
	links    []string        // of pictures too
	pictures []string        // those that it shows
	code     []string        // what it has set as code within its sentences
	anchors  map[string]bool // of its headings
}

// read reads a document of the project.
func read(t *testing.T, file string) page {
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
			p.code = append(p.code, plain(n, source))
		case *ast.Heading:
			p.add(anchor(plain(n, source)))
		case *ast.HTMLBlock, *ast.RawHTML:
			t.Errorf("%s has HTML, whose links nobody looks at here", file)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// add adds an anchor; the second of a name gets a number, as GitHub gives them.
func (p *page) add(name string) {
	numbered := name
	for n := 1; p.anchors[numbered]; n++ {
		numbered = fmt.Sprintf("%s-%d", name, n)
	}
	p.anchors[numbered] = true
}

// plain is what a heading says, without its markup.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(source))
		} else {
			b.WriteString(plain(c, source))
		}
	}
	return b.String()
}

// anchor is what GitHub makes of a heading: small letters, digits, hyphens and underscores, with a hyphen
// for each space.
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
