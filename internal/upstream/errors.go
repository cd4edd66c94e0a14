package upstream

import (
	"fmt"
	"strings"
)

// FileFault says why a file cannot be run.
type FileFault int

// Reasons why a file cannot be run.
const (
	NotThere      FileFault = iota + 1 // no such file
	IsFolder                           // it is a folder
	NotPlain                           // it is a device, a socket or a pipe
	NotReadable                        // the system does not let this account read it
	NotExecutable                      // it is a program, but this account may not execute it: chmod +x
	IsSource                           // source text of a language that CommandFor does not run: C, Go, Ruby, …
	NotAProgram                        // a text, a picture, a program of another system, …
)

func (f FileFault) String() string {
	switch f {
	case NotThere:
		return "there is no such file"
	case IsFolder:
		return "it is a folder; choose the file of the server in it"
	case NotPlain:
		return "it is not a plain file"
	case NotReadable:
		return "this account may not read it"
	case NotExecutable:
		return "it may not be executed: chmod +x"
	case IsSource:
		return "it is source text that has to be compiled first, or that needs its own program"
	case NotAProgram:
		return "it is not a program: .py, .js, .mjs, .cjs, .java, .jar, .class or an executable file"
	default:
		return "unknown fault"
	}
}

// FileError is the error of CommandFor if the file cannot be run.
type FileError struct {
	File  string
	Fault FileFault
	Err   error // the system's, or nil
}

func (e *FileError) Error() string { return fmt.Sprintf("%s cannot be run: %v", e.File, e.Fault) }

// Unwrap returns the system's error.
func (e *FileError) Unwrap() error { return e.Err }

// MissingError is the error of CommandFor if the program that runs a file is not installed.
type MissingError struct {
	File     string
	Language string   // "Python", "Node.js", "Java", or "" if a line #! names the program
	Programs []string // the names that were looked for in PATH
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s needs %s, which is not installed", e.File, strings.Join(e.Programs, " or "))
}

// StartError is the error of Start if the server cannot be started.
type StartError struct {
	Program string // as in Command.Args
	Folder  string // the working directory
	Err     error  // the system's: errors.Is(err, fs.ErrNotExist), fs.ErrPermission, exec.ErrNotFound
}

func (e *StartError) Error() string { return fmt.Sprintf("start %s: %v", e.Program, e.Err) }

// Unwrap returns the system's error.
func (e *StartError) Unwrap() error { return e.Err }
