package upstream

import "strings"

// Command is what is run.
type Command struct {
	// Args are the program and its arguments. The program is a name that is looked up in PATH, or a path; a relative
	// one is relative to Folder.
	Args   []string
	Folder string   // working directory, an absolute path; "" is the current one
	Env    []string // "KEY=value", added to the environment of this program
}

// CommandFor returns the command that runs a file of a server, chosen by the ending of its name and its content, with
// the file's folder as working directory. Errors are a *FileError or a *MissingError.
func CommandFor(file string) (Command, error) { return Command{Args: []string{file}}, nil }

// File returns the absolute path of the first file that exists among the arguments, the program itself last, or "".
func (c Command) File() string { return "" }

// String returns the command as a person would type it, with quotes where they are needed.
func (c Command) String() string { return strings.Join(c.Args, " ") }

// Fingerprint returns a text that differs between commands that would run something else: other arguments, another
// folder, other variables, and with content also other contents of the files that the arguments name.
func (c Command) Fingerprint(content bool) (string, error) { _ = content; return "", nil }
