package documents

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryLinkLeadsSomewhere checks the targets of links within the project. It checks only the form of links to the
// web, because a test that depends on the web fails when the web does.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	all := files(t)
	pages := map[string]page{}
	for _, file := range files(t, "*.md") {
		pages[file] = parsePage(t, file)
	}
	for file, p := range pages {
		for _, link := range p.links {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if u.Scheme != "" {
				if u.Scheme != "https" || u.Host == "" {
					t.Errorf("%s links to %s, want https", file, link)
				}
				continue
			}
			target := file
			if u.Path != "" {
				target = path.Join(path.Dir(file), u.Path)
			}
			if !exists(all, target) {
				t.Errorf("%s links to %s, which does not exist", file, link)
			} else if u.Fragment != "" && !pages[target].anchors[u.Fragment] {
				t.Errorf("%s links to %s: the heading does not exist", file, link)
			}
		}
	}
}

// exists reports whether a file of the name exists, or a folder that contains files.
func exists(all []string, name string) bool {
	return slices.ContainsFunc(all, func(file string) bool {
		return file == name || strings.HasPrefix(file, name+"/")
	})
}

func TestEveryFileThatADocumentNamesIsThere(t *testing.T) {
	all := files(t)
	name := regexp.MustCompile(`^(\.ci|\.github|app|assets|docs|internal|packaging|test)/[\w./*-]+$`)
	for _, document := range files(t, "*.md") {
		for _, code := range parsePage(t, document).code {
			if !name.MatchString(code) || exists(all, strings.TrimSuffix(code, "/")) {
				continue
			}
			if !slices.ContainsFunc(all, func(file string) bool { ok, _ := path.Match(code, file); return ok }) {
				t.Errorf("%s names %s, which does not exist", document, code)
			}
		}
	}
}

func TestEveryPictureIsShownInADocument(t *testing.T) {
	shown := map[string]bool{}
	for _, file := range files(t, "*.md") {
		for _, picture := range parsePage(t, file).pictures {
			shown[path.Join(path.Dir(file), picture)] = true
		}
	}
	for _, picture := range files(t, "docs/pictures/*.png") {
		if !shown[picture] {
			t.Errorf("no document shows %s", picture)
		}
	}
}

func TestAnchorsAreGitHubs(t *testing.T) {
	for heading, want := range map[string]string{
		"Network unreachable, no route to host": "network-unreachable-no-route-to-host",
		"end:TEXT":                              "endtext",
		"[0.1.0] - unreleased":                  "010---unreleased",
		"snake_case and `code`":                 "snake_case-and-code",
		"Öl":                                    "öl",
	} {
		if got := anchor(heading); got != want {
			t.Errorf("%q is #%s, want #%s", heading, got, want)
		}
	}
}
