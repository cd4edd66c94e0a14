package upstream

import (
	"os"
	"runtime"
	"slices"
	"strings"
)

// pythonDefaults have Python print each line at once and in UTF-8, which it does not do into a pipe.
var pythonDefaults = []string{"PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8"}

// environment returns the variables for the command: the defaults, those of this program and those of the command, of
// which the later ones win.
func (c Command) environment() []string {
	env := slices.Concat(pythonDefaults, os.Environ())
	if c.Folder != "" && runtime.GOOS != "windows" {
		env = append(env, "PWD="+c.Folder)
	}
	return withoutDuplicates(slices.Concat(env, c.Env))
}

// variable returns the value of a variable in an environment, or "".
func variable(env []string, name string) string {
	for _, e := range slices.Backward(env) {
		if key, value, _ := strings.Cut(e, "="); sameVariable(key) == sameVariable(name) {
			return value
		}
	}
	return ""
}

// withoutDuplicates keeps the last value of each variable.
func withoutDuplicates(env []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, e := range slices.Backward(env) {
		name, _, found := strings.Cut(e, "=")
		if key := sameVariable(name); found && name != "" {
			if seen[key] {
				continue
			}
			seen[key] = true
		}
		if strings.Contains(e, "\x00") {
			continue // no system accepts it
		}
		kept = append(kept, e)
	}
	slices.Reverse(kept)
	return kept
}

// sameVariable returns the name by which the system distinguishes a variable.
func sameVariable(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}
