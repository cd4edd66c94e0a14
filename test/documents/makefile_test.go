package documents

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// recipes returns the commands of the Makefile's recipes.
func recipes(t *testing.T) (lines []string) {
	t.Helper()
	for line := range strings.Lines(contents(t, "Makefile")) {
		if command, ok := strings.CutPrefix(line, "\t"); ok {
			lines = append(lines, strings.TrimSpace(command))
		}
	}
	return lines
}

// testNames returns the names of the tests in each folder.
func testNames(t *testing.T) map[string][]string {
	t.Helper()
	names := map[string][]string{}
	declaration := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	for _, file := range files(t, "*_test.go") {
		for _, found := range declaration.FindAllStringSubmatch(contents(t, file), -1) {
			names[path.Dir(file)] = append(names[path.Dir(file)], found[1])
		}
	}
	return names
}

func TestEveryFolderOfTestsOfTheWholeProgramIsTestedByMake(t *testing.T) {
	tested := map[string]bool{}
	for _, command := range recipes(t) {
		if words := strings.Fields(command); len(words) > 2 && words[0] == "go" && words[1] == "test" {
			for _, word := range words {
				tested[strings.TrimPrefix(word, "./")] = true
			}
		}
	}
	for folder := range testNames(t) {
		if strings.HasPrefix(folder, "test/") && !tested[folder] {
			t.Errorf("no target of the Makefile tests ./%s", folder)
		}
	}
}

// TestEveryPatternOfTestsMatchesOne is necessary because go test succeeds if -run matches no test.
func TestEveryPatternOfTestsMatchesOne(t *testing.T) {
	commands := map[string][]string{"Makefile": recipes(t)}
	for _, document := range files(t, "*.md") {
		for _, code := range parsePage(t, document).code {
			commands[document] = append(commands[document], strings.ReplaceAll(code, `\|`, "|")) // as a table has it
		}
	}
	names := testNames(t)
	run := regexp.MustCompile(`^go test .*-run '?([^' ]+)`)
	for file, list := range commands {
		found := 0
		for _, command := range list {
			pattern := run.FindStringSubmatch(command)
			if pattern == nil || pattern[1] == "^$$" { // none: only benchmarks
				continue
			}
			found++
			var candidates []string
			for word := range strings.FieldsSeq(command) {
				folder, isFolder := strings.CutPrefix(word, "./")
				parent, withSubfolders := strings.CutSuffix(folder, "/...")
				for name, tests := range names {
					if isFolder && (name == parent || withSubfolders && strings.HasPrefix(name, parent+"/")) {
						candidates = append(candidates, tests...)
					}
				}
			}
			for alternative := range strings.SplitSeq(pattern[1], "|") {
				if !slices.ContainsFunc(candidates, regexp.MustCompile(alternative).MatchString) {
					t.Errorf("%s: %s: no test there has %s in its name", file, command, alternative)
				}
			}
		}
		if want := map[string]int{"Makefile": 1, "docs/reliability.md": 15, "docs/contributing.md": 2}[file]; found < want {
			t.Errorf("%s: found %d commands that select tests, want at least %d", file, found, want)
		}
	}
}

func TestEveryTargetOfMakeThatADocumentNamesExists(t *testing.T) {
	targets := map[string]bool{"user-install": true, "user-uninstall": true} // of the Makefile in the archive for Linux
	for _, found := range regexp.MustCompile(`(?m)^([a-z-]+):`).FindAllStringSubmatch(contents(t, "Makefile"), -1) {
		targets[found[1]] = true
	}
	named := regexp.MustCompile(`^(?:sudo )?make ([a-z-][a-z -]*)`)
	for _, document := range files(t, "*.md") {
		for _, code := range parsePage(t, document).code {
			found := named.FindStringSubmatch(code)
			if found == nil {
				continue
			}
			for target := range strings.FieldsSeq(found[1]) {
				if !targets[target] && !strings.HasPrefix(target, "-") {
					t.Errorf("%s names make %s, which does not exist", document, target)
				}
			}
		}
	}
}
