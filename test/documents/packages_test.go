package documents

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"porchlight/test/need"
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
		t.Fatalf("found only %d packages", len(packages))
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

// isSummary reports whether a file has the package comment.
func isSummary(f *ast.File) bool {
	return strings.HasPrefix(f.Doc.Text(), "Package "+f.Name.Name+" ")
}

func TestMakeTestTestsEveryPackage(t *testing.T) {
	need.Tools(t, "make")
	cmd := exec.Command("make", "--dry-run", "test-units")
	cmd.Dir = top
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	makefile := string(out)
	for _, file := range files(t, "assets/*_test.go", "internal/*_test.go") {
		folder := path.Dir(file)
		named := false
		for parent := folder; parent != "."; parent = path.Dir(parent) {
			named = named || strings.Contains(makefile, "./"+parent+"/...")
		}
		if !named {
			t.Errorf("make test-units does not test ./%s/...", folder)
		}
	}
}

// The core decides and keeps lists in memory; files are the business of the packages around it.
func TestTheHostLinksNoTOMLParser(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./internal/host")
	cmd.Dir = top
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "porchlight/internal/access") {
		t.Fatalf("go list says only %q", deps)
	}
	for _, dep := range deps {
		if strings.Contains(dep, "toml") || dep == "porchlight/internal/settings" {
			t.Errorf("internal/host links %s", dep)
		}
	}
}

func TestTheDocumentsAreOfTheVersionThatFyneAppSays(t *testing.T) {
	version := regexp.MustCompile(`(?m)^Version = "(.*)"$`).FindStringSubmatch(contents(t, "FyneApp.toml"))
	if version == nil {
		t.Fatal("FyneApp.toml has no version")
	}
	if !strings.Contains(contents(t, "CHANGELOG.md"), "\n## ["+version[1]+"]") {
		t.Errorf("CHANGELOG.md has no section for %s", version[1])
	}
	named := regexp.MustCompile(`porchlight(?:-headless)?[-_](\d+\.\d+\.\d+)`).FindAllStringSubmatch(contents(t, "README.md"), -1)
	if len(named) < 5 {
		t.Errorf("README.md names only %d packages", len(named))
	}
	for _, name := range named {
		if name[1] != version[1] {
			t.Errorf("README.md says %s, and the version is %s", name[0], version[1])
		}
	}
}
