package documents

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryPackageHasACommentAndAnExampleThatRuns(t *testing.T) {
	packages := map[string][]*ast.File{}
	set := token.NewFileSet()
	for _, file := range files(t, "assets/*.go", "internal/*.go") {
		parsed, err := parser.ParseFile(set, filepath.Join(top, filepath.FromSlash(file)), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		packages[path.Dir(file)] = append(packages[path.Dir(file)], parsed)
	}
	if len(packages) < 15 {
		t.Fatalf("%d packages", len(packages))
	}
	for folder, parsed := range packages {
		if !slices.ContainsFunc(parsed, isSummary) {
			t.Errorf("%s has no package comment", folder)
		}
		if !slices.ContainsFunc(doc.Examples(parsed...), func(e *doc.Example) bool { return e.Output != "" }) {
			t.Errorf("%s has no example whose output is compared", folder)
		}
	}
}

// isSummary tells whether a file says what its package is.
func isSummary(f *ast.File) bool {
	return strings.HasPrefix(f.Doc.Text(), "Package "+f.Name.Name+" ")
}

// TestEveryPackageIsTestedByMake is there because the packages without a window are listed by name: a
// pattern would take those in that need a C compiler.
func TestEveryPackageIsTestedByMake(t *testing.T) {
	makefile, err := os.ReadFile(filepath.Join(top, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files(t, "assets/*_test.go", "internal/*_test.go") {
		if folder := path.Dir(file); !strings.Contains(string(makefile), "./"+folder+"/...") {
			t.Errorf("the Makefile does not name ./%s/...", folder)
		}
	}
}
