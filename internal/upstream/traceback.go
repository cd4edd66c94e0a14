package upstream

import (
	"regexp"
	"strings"
)

// traceState finds the lines of tracebacks in one stream, line by line, before what follows is known.
type traceState struct {
	kind traceKind
	head int  // the number of lines since the beginning of nodeHead
	mark bool // the line of ^^^ has come, which the exception follows
}

type traceKind int

const (
	noTrace     traceKind = iota
	pythonTrace           // ends with the line of the exception, which is not indented
	javaTrace             // goes on with indented lines and causes
	nodeHead              // the place and the source line, before the exception
	nodeTrace             // goes on with indented lines
)

var (
	pythonStart = regexp.MustCompile(`^[ |+]*(Exception Group )?Traceback \(most recent call last\):|^ +File "[^"]+", line \d+$`)
	pythonLead  = regexp.MustCompile(`^Exception in thread .*:$|^(During handling of|The above exception was the direct cause of) `)
	pythonEnd   = regexp.MustCompile(`^[A-Za-z_][\w.]*(:|$)`)
	javaStart   = regexp.MustCompile(`^(Exception in thread "[^"]*" |Caused by: |Exception: )?([a-z_]\w*\.)+[A-Z][\w$]*(Exception|Error)\b`)
	javaMore    = regexp.MustCompile(`^\s+(at |\.\.\. \d+|Suppressed: |Caused by: )|^Caused by: `)
	nodeStart   = regexp.MustCompile(`^(/|file:/|[A-Za-z]:[\\/]).*\.[cm]?js:\d+$|^(node:internal/.*|undefined|<anonymous_script>):\d+$`)
	nodeMark    = regexp.MustCompile(`^\s*\^+$`)
	nodeError   = regexp.MustCompile(`^(Uncaught )?[A-Za-z_]\w*(Error|Exception)\b( \[\w+\])?(:|$)`)
	nodeMore    = regexp.MustCompile(`^\s+at |^[ {}\]]|^Node\.js v\d|^Require stack:$|^- |^$`)
)

// nodeHeadLines bounds the lines between the place and the exception: source text, ^^^ and an empty one.
const nodeHeadLines = 6

// next takes the next line and reports whether it belongs to a traceback.
func (t *traceState) next(line string) bool {
	if t.kind == noTrace && !mayStartTrace(line) {
		return false // nearly all lines, and regular expressions are slow
	}
	line = colours.ReplaceAllString(line, "")
	switch {
	case pythonStart.MatchString(line):
		t.kind = pythonTrace
		return true
	case t.kind != pythonTrace && javaStart.MatchString(line):
		t.kind = javaTrace
		return true
	case t.kind != pythonTrace && t.kind != nodeHead && nodeStart.MatchString(line):
		t.kind, t.head, t.mark = nodeHead, 0, false
		return true
	case t.kind != pythonTrace && t.kind != javaTrace && nodeError.MatchString(line):
		t.kind = nodeTrace
		return true
	}
	switch t.kind {
	case pythonTrace:
		if line == "" || strings.HasPrefix(line, " ") {
			return true
		}
		t.kind = noTrace
		return pythonEnd.MatchString(line)
	case javaTrace:
		if javaMore.MatchString(line) {
			return true
		}
	case nodeHead:
		t.head++
		switch {
		case nodeMark.MatchString(line):
			t.mark = true
		case t.mark && line != "":
			t.kind = nodeTrace
		case t.head == nodeHeadLines:
			t.kind = noTrace
		}
		return true
	case nodeTrace:
		if nodeMore.MatchString(line) {
			return true
		}
	}
	t.kind = noTrace
	return pythonLead.MatchString(line)
}

// mayStartTrace reports whether a line has the words of a traceback's beginning.
func mayStartTrace(line string) bool {
	for _, word := range []string{"Traceback", "Exception", "Error", ` File "`, "During handling", "The above", "js:", "node:", "undefined:", "_script>:"} {
		if strings.Contains(line, word) {
			return true
		}
	}
	return false
}
