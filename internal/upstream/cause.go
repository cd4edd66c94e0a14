package upstream

import (
	"regexp"
	"slices"
)

// CauseKind is a kind of cause of a server's end.
type CauseKind int

// Kinds of causes.
const (
	NoCause        CauseKind = iota // none was found
	PortTaken                       // another program uses the port: Port, if it is known
	AddressNotHere                  // it binds an address that this computer does not have: Address and Port, if they are known
	ModuleMissing                   // it imports a module, package or class that is not there: Text is its name
	SyntaxFault                     // its source cannot be compiled: File, Line; Text is the message
	Fault                           // an uncaught exception: File, Line; Text is its message
)

func (k CauseKind) String() string {
	return [...]string{"no cause", "port taken", "address not here", "module missing", "syntax fault", "fault"}[k]
}

// Cause is a likely cause of a server's end. Text is safe to show.
type Cause struct {
	Kind    CauseKind
	Port    int    // 0 if it is not known
	Address string // "" if it is not known
	File    string // the innermost file of the traceback in the folder of the server, an absolute path; or ""
	Line    int    // in File, from 1; 0 if it is not known
	Text    string
}

// evidenceLines bounds how far from the end of the output a cause may stand that is not part of a traceback.
const evidenceLines = 40

// Cause guesses why the server ended, or why it cannot go on, from its last lines. It may be called at any time, and
// is complete once Done is closed. A server that was stopped has no cause, and one that ended with status 0 only one
// that it has handled itself: a taken port, an address or a module that is not there.
func (p *Program) Cause() Cause {
	ended := p.hasEnded()
	if ended && p.exit.Stopped {
		return Cause{}
	}
	for _, stderr := range []bool{true, false} {
		c := causeIn(p.tail.texts(stderr), p.command)
		if ended && p.exit.Code == 0 && (c.Kind == Fault || c.Kind == SyntaxFault) {
			continue // an earlier one, which it survived
		}
		if c.Kind != NoCause {
			c.Text = shown(c.Text)
			return c
		}
	}
	return Cause{}
}

// causeIn guesses a cause from the last lines of one stream of a command.
func causeIn(lines []string, c Command) Cause {
	t := lastTrace(lines, c)
	near := lines[max(0, len(lines)-evidenceLines):]
	bind, ok := bindFault(t.lines)
	if !ok {
		bind, ok = bindFault(near)
	}
	if ok {
		bind.File, bind.Line = t.file, t.line
		bind.complete(near, c)
		return bind
	}
	if t.message == "" {
		if name := missingModule(near); name != "" {
			return Cause{Kind: ModuleMissing, Text: name}
		}
		return Cause{}
	}
	cause := Cause{Kind: Fault, File: t.file, Line: t.line, Text: t.message}
	if name := missingModule(t.lines); name != "" {
		cause.Kind, cause.Text = ModuleMissing, name
	} else if t.isSyntax {
		cause.Kind = SyntaxFault
	}
	return cause
}

// missingModules find the name of a module in the message that it is missing.
var missingModules = []*regexp.Regexp{
	regexp.MustCompile(`No module named '?([\w.\-]+)'?`),                                // Python
	regexp.MustCompile(`Cannot find (?:module|package) '([^']+)'`),                      // Node.js
	regexp.MustCompile(`error: package ([\w.]+) does not exist`),                        // javac
	regexp.MustCompile(`\b(?:ClassNotFoundException|NoClassDefFoundError): ([\w.$/]+)`), // Java
	regexp.MustCompile(`^Error: Could not find or load main class ([\w.$]+)`),           // java
}

// missingModule returns the name of the module, package or class that the last of the lines with such a message misses.
func missingModule(lines []string) string {
	for _, line := range slices.Backward(lines) {
		for _, pattern := range missingModules {
			if found := pattern.FindStringSubmatch(line); found != nil {
				return found[1]
			}
		}
	}
	return ""
}
