package assets

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is a Go module that is built into the program.
type module struct{ path, version, folder string }

// builtIn returns the modules that are built into the program on a system.
func builtIn(t *testing.T, system string) map[module]bool {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}", "../app")
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1") // listing needs no C compiler
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	list := map[module]bool{}
	for line := range strings.Lines(string(out)) {
		if fields := strings.Split(strings.TrimSpace(line), "|"); len(fields) == 3 && fields[1] != "" {
			list[module{fields[0], fields[1], fields[2]}] = true
		}
	}
	return list
}

// sameWords reports whether one text contains another, ignoring white space.
func sameWords(in, text string) bool {
	return strings.Contains(strings.Join(strings.Fields(in), " "), strings.Join(strings.Fields(text), " "))
}

func TestEveryModuleHasItsLicence(t *testing.T) {
	if _, err := os.ReadFile(filepath.Join("..", "go.mod")); err != nil { // makes go test depend on it
		t.Fatal(err)
	}
	for _, system := range []string{"linux", "windows", "darwin"} {
		modules := builtIn(t, system)
		if len(modules) < 20 {
			t.Fatalf("on %s only %v are built in", system, modules)
		}
		for m := range modules {
			if !slices.ContainsFunc(Licences(), func(l Licence) bool {
				return (l.Name == m.path || strings.HasPrefix(l.Name, m.path+"/")) && l.Version == m.version
			}) {
				t.Errorf("%s: no licence of %s %s: run make licences", system, m.path, m.version)
			}
		}
	}
}

// Fyne's fonts and GLFW's C sources are parts of the program, but not Go packages.
func TestOtherPartsHaveTheirLicences(t *testing.T) {
	folders := map[string]string{}
	for m := range builtIn(t, "linux") {
		folders[m.path] = m.folder
	}
	fonts, err := filepath.Glob(filepath.Join(folders["fyne.io/fyne/v2"], "theme", "font", "*LICENSE*"))
	if err != nil || len(fonts) == 0 {
		t.Fatalf("Fyne's fonts have the licences %v (%v)", fonts, err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(fonts,
		filepath.Join("..", "LICENSE"),
		filepath.Join(strings.TrimSpace(string(root)), "LICENSE"),
		filepath.Join(folders["github.com/go-gl/glfw/v3.4/glfw"], "glfw", "LICENSE.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !sameWords(LicenceTexts, string(text)) {
			t.Errorf("%s is missing: run make licences", path)
		}
	}
}

func TestEachLicenceHasANameAKindAndAText(t *testing.T) {
	all := Licences()
	if len(all) < 40 || all[0].Name != "Porchlight" {
		t.Fatalf("of %d licences the first is %+v", len(all), all[0])
	}
	seen := map[string]bool{}
	for _, l := range all {
		if l.Name == "" || l.Kind == "" || l.Kind == "Unknown" || len(l.Text) < 200 || strings.Contains(l.Text, "\n=== ") || seen[l.Name] {
			t.Errorf("a licence is %+v", l)
		}
		seen[l.Name] = true
	}
}
