package upstream

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Endings of Java's files.
const (
	sourceEnding = ".java"
	classEnding  = ".class"
)

// CommandFor returns the command that runs a file of a server, with the file's folder as working directory:
//
//   - .py, .pyw: the Python of a virtual environment beside it (.venv, venv or env), or else python3 or python, on Windows
//     "py -3";
//   - .js, .mjs, .cjs: node;
//   - .java: java, which compiles it in memory, or runs the class beside it if that is newer and there are more sources;
//   - .jar, .class: java;
//   - an executable file: itself; a script with #! also without the permission to be executed.
//
// The error is a *FileError if the file is not something to run, and a *MissingError if what runs it is not installed.
func CommandFor(file string) (Command, error) {
	path, err := filepath.Abs(file)
	if err != nil {
		return Command{}, &FileError{File: file, Fault: NotThere, Err: err}
	}
	head, err := readHead(path)
	if err != nil {
		return Command{}, err
	}
	c := Command{Folder: filepath.Dir(path)}
	name := filepath.Base(path)
	argument := name
	if strings.HasPrefix(name, "-") {
		argument = beside(name) // not an option
	}
	ending := strings.ToLower(filepath.Ext(name))
	switch ending {
	case ".py", ".pyw":
		return c.python(path, argument)
	case ".js", ".mjs", ".cjs":
		return c.with(path, nodeJS, argument)
	case sourceEnding:
		if classIsCurrent(path) {
			return c.with(path, javaRuntime, "-cp", ".", strings.TrimSuffix(name, filepath.Ext(name)))
		}
		return c.with(path, javaRuntime, argument)
	case ".jar":
		return c.with(path, javaRuntime, "-jar", argument)
	case classEnding:
		return c.with(path, javaRuntime, "-cp", ".", strings.TrimSuffix(name, filepath.Ext(name)))
	}
	if line, ok := shebang(head); ok && (!isExecutable(path) || runtime.GOOS == "windows") {
		return c.script(path, line, argument)
	}
	if fault := nativeFault(path, ending, head); fault != 0 {
		return Command{}, &FileError{File: path, Fault: fault}
	}
	c.Args = []string{beside(name)}
	return c, nil
}

// beside returns a path of a file in the working directory.
func beside(name string) string { return "." + string(filepath.Separator) + name }

// readHead returns the first bytes of a file, or a *FileError.
func readHead(path string) ([]byte, error) {
	fail := func(fault FileFault, err error) ([]byte, error) {
		return nil, &FileError{File: path, Fault: fault, Err: err}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fail(NotReadable, err)
	case err != nil:
		return fail(NotThere, err)
	case info.IsDir():
		return fail(IsFolder, nil)
	case !info.Mode().IsRegular():
		return fail(NotPlain, nil) // opening a FIFO would wait
	}
	f, err := os.Open(path)
	if err != nil {
		return fail(NotReadable, err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 256)
	n, err := io.ReadFull(f, head)
	if err != nil && n == 0 && !errors.Is(err, io.EOF) {
		return fail(NotReadable, err)
	}
	return head[:n], nil
}

// shebang returns the words of the line #! at the beginning of a script.
func shebang(head []byte) (words []string, ok bool) {
	line, _, _ := strings.Cut(string(head), "\n")
	line, ok = strings.CutPrefix(line, "#!")
	words = strings.Fields(line)
	return words, ok && len(words) > 0
}

// script returns the command for a script by the words of its line #!.
func (c Command) script(path string, words []string, argument string) (Command, error) {
	program := words[0]
	if filepath.Base(program) == "env" {
		for words = words[1:]; len(words) > 0 && (strings.HasPrefix(words[0], "-") || strings.Contains(words[0], "=")); {
			words = words[1:] // options of env, and variables
		}
		if len(words) == 0 {
			return Command{}, &FileError{File: path, Fault: NotExecutable}
		}
		program = words[0]
	}
	switch name := filepath.Base(filepath.ToSlash(program)); {
	case strings.HasPrefix(name, "python"):
		return c.python(path, argument)
	case name == "node" || name == "nodejs":
		return c.with(path, nodeJS, argument)
	}
	c.Args = append(slices.Clone(words), argument)
	if _, err := c.programPath(); err != nil {
		return Command{}, &MissingError{File: path, Programs: []string{program}}
	}
	return c, nil
}

// classIsCurrent reports whether the class of a Java source lies beside it, is not older, and is needed because there are
// more sources: java compiles one source at most.
func classIsCurrent(source string) bool {
	info, err := os.Stat(source)
	if err != nil {
		return false
	}
	class, err := os.Stat(strings.TrimSuffix(source, filepath.Ext(source)) + classEnding)
	if err != nil || class.ModTime().Before(info.ModTime()) {
		return false
	}
	entries, err := os.ReadDir(filepath.Dir(source))
	if err != nil {
		return false
	}
	sources := 0
	for _, e := range entries {
		if strings.EqualFold(filepath.Ext(e.Name()), sourceEnding) {
			sources++
		}
	}
	return sources > 1
}
