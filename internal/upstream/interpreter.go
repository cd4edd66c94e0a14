package upstream

import (
	"os/exec"
	"path/filepath"
	"runtime"
)

// language is a language of servers.
type language string

const (
	pythonLanguage language = "Python"
	nodeJS         language = "Node.js"
	javaRuntime    language = "Java"
)

// interpreters returns the programs that run a language, best first, each with the arguments before the file.
func (l language) interpreters(system string) [][]string {
	switch {
	case l == nodeJS:
		return [][]string{{"node"}, {"nodejs"}}
	case l == javaRuntime:
		return [][]string{{"java"}}
	case system == "windows": // python.exe may be the one that opens the shop of Windows
		return [][]string{{"py", "-3"}, {"python"}, {"python3"}}
	default:
		return [][]string{{"python3"}, {"python"}}
	}
}

// with completes the command with the first installed interpreter of a language and its arguments.
func (c Command) with(file string, l language, args ...string) (Command, error) {
	var names []string
	for _, interpreter := range l.interpreters(runtime.GOOS) {
		if isInstalled(interpreter[0]) {
			c.Args = append(interpreter, args...)
			return c, nil
		}
		names = append(names, interpreter[0])
	}
	return Command{}, &MissingError{File: file, Language: string(l), Programs: names}
}

// python completes the command with the Python of a virtual environment in the working directory, or an installed one.
func (c Command) python(file, argument string) (Command, error) {
	inside := filepath.Join("bin", "python")
	if runtime.GOOS == "windows" {
		inside = filepath.Join("Scripts", "python.exe")
	}
	for _, environment := range []string{".venv", "venv", "env"} {
		program := filepath.Join(environment, inside)
		if _, err := exec.LookPath(filepath.Join(c.Folder, program)); err == nil { // also if it is a link to nothing
			c.Args = []string{program, argument}
			return c, nil
		}
	}
	return c.with(file, pythonLanguage, argument)
}
