package upstream

import (
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// trace is a traceback, as its language prints it.
type trace struct {
	message  string   // the exception: "ValueError: x"
	lines    []string // all of it, with the exceptions that it was caused by
	isSyntax bool     // the source could not be compiled
	file     string   // the innermost place in the folder of the server, or ""
	line     int
}

// place is a file and a line in a traceback.
type place struct {
	file string
	line int
}

var (
	pythonFrame  = regexp.MustCompile(`^[ |]*File "([^"]+)", line (\d+)`)
	pythonSyntax = regexp.MustCompile(`^(SyntaxError|IndentationError|TabError)\b`)
	javaMessage  = regexp.MustCompile(`^(?:Exception in thread "[^"]*" |Caused by: )?((?:[a-z_]\w*\.)+[A-Z][\w$]*(?:Exception|Error)\b.*)$`)
	javaFrame    = regexp.MustCompile(`^\s+at (?:[^(]*/)?([\w.$]+)\.[\w$<>]+\(([^:()]+\.java):(\d+)\)`)
	javaCompiler = regexp.MustCompile(`^(.+\.java):(\d+): error: (.+)$`)
	nodeFrame    = regexp.MustCompile(`^\s+at (?:.*\()?((?:file://|/|[A-Za-z]:[\\/]).*?):(\d+):\d+\)?$`)
	nodePlace    = regexp.MustCompile(`^((?:file://|/|[A-Za-z]:[\\/]).*\.[cm]?js):(\d+)$`)
)

// lastTrace returns the last traceback in the lines of a stream of a command.
func lastTrace(lines []string, c Command) trace {
	for i, line := range slices.Backward(lines) {
		if javaCompiler.MatchString(line) {
			return compilerTrace(lines[:i+1], c)
		}
		var state traceState
		if state.next(line) && state.kind != noTrace {
			begin := beginOfTrace(lines, i)
			return parseTrace(lines[begin:], c)
		}
	}
	return trace{}
}

// beginOfTrace returns the index at which the traceback begins that has a beginning at index i: exceptions that were
// caused by others follow those.
func beginOfTrace(lines []string, i int) int {
	marks := make([]bool, i+1)
	var state traceState
	for j := range marks {
		marks[j] = state.next(lines[j])
	}
	for i > 0 && (marks[i-1] || lines[i-1] == "") {
		i--
	}
	return i
}

// compilerTrace returns the first error of javac.
func compilerTrace(lines []string, c Command) (t trace) {
	for _, line := range lines {
		if found := javaCompiler.FindStringSubmatch(line); found != nil {
			t.lines = append(t.lines, line)
			if t.message == "" {
				t.message = found[3]
				t.setPlace([]place{{found[1], number(found[2])}}, c, true)
			}
		}
	}
	t.isSyntax = true
	return t
}

// parseTrace reads the traceback with which the lines begin.
func parseTrace(lines []string, c Command) (t trace) {
	var state traceState
	var places []place // outermost first in Python, innermost first elsewhere
	var head place     // where Node.js says that it is, before the exception
	last, frames := noTrace, 0
	for _, line := range lines {
		before := state.kind
		if !state.next(line) && line != "" {
			break
		}
		t.lines = append(t.lines, line)
		if state.kind != noTrace {
			last = state.kind
		}
		switch {
		case state.kind == pythonTrace:
			if strings.Contains(line, "Traceback (most") {
				places = nil
			}
			if found := pythonFrame.FindStringSubmatch(line); found != nil {
				places = append(places, place{found[1], number(found[2])})
			}
		case before == pythonTrace && line != "":
			t.message, t.isSyntax = line, pythonSyntax.MatchString(line)
		case state.kind == javaTrace:
			if found := javaMessage.FindStringSubmatch(line); found != nil {
				t.message, places = found[1], nil
			} else if found := javaFrame.FindStringSubmatch(line); found != nil {
				places = append(places, place{javaFile(found[1], found[2]), number(found[3])})
			}
		case state.kind == nodeHead || state.kind == nodeTrace:
			if found := nodePlace.FindStringSubmatch(line); found != nil {
				head = place{nodePath(found[1]), number(found[2])}
			}
			isFrame := strings.HasPrefix(strings.TrimSpace(line), "at ")
			switch {
			case isFrame:
				// The compiler of Node.js is the innermost frame if the source cannot be compiled.
				t.isSyntax = t.isSyntax || frames == 0 && head.file != "" && strings.HasPrefix(t.message, "SyntaxError") && !strings.Contains(line, "JSON.parse")
				frames++
				if found := nodeFrame.FindStringSubmatch(line); found != nil {
					places = append(places, place{nodePath(found[1]), number(found[2])})
				}
			case nodeError.MatchString(line), before == nodeHead && state.kind == nodeTrace:
				t.message, places, frames = strings.TrimPrefix(line, "Uncaught "), nil, 0
			}
		}
	}
	if last == nodeHead || last == nodeTrace {
		if t.isSyntax {
			places = []place{head}
		} else {
			places = append(places, head) // if no frame is the server's
		}
	}
	t.setPlace(places, c, last != pythonTrace)
	return t
}

// setPlace sets the innermost place that is the server's own.
func (t *trace) setPlace(places []place, c Command, innermostFirst bool) {
	for i := range places {
		p := places[i]
		if !innermostFirst {
			p = places[len(places)-1-i]
		}
		if file := c.ownFile(p.file); file != "" {
			t.file, t.line = file, p.line
			return
		}
	}
}

// ownFile returns the absolute path of a file in the folder of the server, unless it belongs to an installed module; or "".
func (c Command) ownFile(file string) string {
	if file == "" || strings.HasPrefix(file, "<") {
		return ""
	}
	path, err := c.absolute(file)
	if err != nil || !isFile(path) {
		return ""
	}
	folder, err := c.absolute(".")
	if err != nil {
		return ""
	}
	inside, err := filepath.Rel(resolved(folder), resolved(path))
	if err != nil {
		return ""
	}
	for part := range strings.SplitSeq(filepath.ToSlash(inside), "/") {
		if part == ".." || part == "node_modules" || part == "site-packages" {
			return ""
		}
	}
	return path
}

// resolved returns a path without symbolic links, as interpreters print it, or as it is.
func resolved(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// javaFile returns the path of a source, relative to the folder of its packages or, if that is the working directory's
// own, in it.
func javaFile(class, source string) string {
	parts := strings.Split(class, ".")
	return filepath.Join(append(parts[:len(parts)-1:len(parts)-1], source)...)
}

// nodePath returns the path in a place of Node.js, which is a URL in modules.
func nodePath(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "file" {
		return s
	}
	path := u.Path
	if len(path) > 2 && path[2] == ':' { // "/C:/server.mjs"
		path = path[1:]
	}
	return filepath.FromSlash(path)
}

// number returns the digits of a regular expression as a number.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
