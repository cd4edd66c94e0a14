package upstream

import "fmt"

// FileFault says why a file cannot be run.
type FileFault int

// Reasons why a file cannot be run.
const (
	NotThere      FileFault = iota + 1 // no such file
	IsFolder                           // it is a folder
	NotPlain                           // it is a device, a socket or a pipe
	NotReadable                        // the system does not let this account read it
	NotExecutable                      // no known ending, and not marked as executable
	IsSource                           // a source file of a language that has to be compiled first: C, C++, Go, Rust, C#, …
	IsText                             // a text or data file
)

// FileError is the error of CommandFor if the file cannot be run.
type FileError struct {
	File  string
	Fault FileFault
	Err   error // the system's, or nil
}

func (e *FileError) Error() string { return fmt.Sprintf("%s cannot be run", e.File) }

// Unwrap returns the system's error.
func (e *FileError) Unwrap() error { return e.Err }

// MissingError is the error if the program that runs a file is not installed.
type MissingError struct {
	File     string   // the file to be run, or ""
	Language string   // "Python", "Node.js", "Java", or ""
	Programs []string // the names that were looked for in PATH
}

func (e *MissingError) Error() string { return fmt.Sprintf("%v is not installed", e.Programs) }

// StartError is the error of Start if the server cannot be started.
type StartError struct {
	Program string // the program, as in Command.Args
	Folder  string // the working directory
	Err     error  // the system's: errors.Is(err, fs.ErrNotExist), fs.ErrPermission, exec.ErrNotFound
}

func (e *StartError) Error() string { return fmt.Sprintf("start %s: %v", e.Program, e.Err) }

// Unwrap returns the system's error.
func (e *StartError) Unwrap() error { return e.Err }
