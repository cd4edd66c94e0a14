package upstream

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/need"
)

// lines are the texts of all lines that a stream with some contents becomes.
func lines(t *testing.T, content ...string) (texts []string) {
	t.Helper()
	o := NewOutput()
	s := splitter{pass: func(lines []rawLine) { o.add(lines...) }}
	for _, c := range content {
		s.write([]byte(c))
	}
	s.flush()
	for _, l := range o.Last(maxLines) {
		texts = append(texts, l.Text)
	}
	return texts
}

func TestLinesAreShownSafely(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain":                          "plain",
		"\x1b[1;31mred\x1b[0m \x1b[Kend": "red end",
		"clear \x1b[2J":                  `clear \x1b[2J`,
		"nul \x00":                       `nul \x00`,
		"latin \xe9":                     `latin \xe9`,
		"windows\r":                      "windows",
		"50%\r60%":                       `50%\r60%`,
		"\tat Server.main":               "        at Server.main",
		"a\tb":                           "a       b",
		"é😀 \u202e":                      `é😀 \u202e`,
	} {
		if got := lines(t, in+"\n"); len(got) != 1 || got[0] != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}

func TestLinesDoNotDependOnHowTheyArrive(t *testing.T) {
	t.Parallel()
	const content = "one\n\ntwo\r\nthrée\nunfinished"
	want := []string{"one", "", "two", "thrée", "unfinished"}
	for n := 1; n <= len(content); n++ {
		var parts []string
		for i := 0; i < len(content); i += n {
			parts = append(parts, content[i:min(len(content), i+n)])
		}
		if got := lines(t, parts...); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("in parts of %d bytes the lines are %q, want %q", n, got, want)
		}
	}
}

func TestALongLineBecomesSeveral(t *testing.T) {
	t.Parallel()
	whole := strings.Repeat("0123456é", 10_000)
	got := lines(t, whole+"\nnext\n")
	if len(got) < 2 || strings.Join(got[:len(got)-1], "") != whole || got[len(got)-1] != "next" {
		t.Errorf("%d lines, of which the last is %q", len(got), got[len(got)-1])
	}
	for _, l := range got {
		if len(l) > maxLine {
			t.Errorf("a part has %d bytes", len(l))
		}
	}
	if got := lines(t, strings.Repeat("x", maxLine)+"\n"+strings.Repeat("y", 2*maxLine), "\n\n"); len(got) != 4 {
		t.Errorf("whole parts become %d lines, want 4", len(got))
	}
}

func TestALineOf10MBAndOneWithoutEndAreRead(t *testing.T) {
	t.Parallel()
	need.Tools(t, "python3:python3")
	p, o := startFile(t, "server.py", `import sys, time
sys.stdout.write("x" * 10_000_000 + "\n")
sys.stdout.write("\0" * 100_000)
sys.stderr.write("prompt> ")
time.sleep(1000)
`)
	waitForLine(t, o, "prompt> ")
	waitFor(t, "all of the line", func() bool {
		last := o.Last(1000)
		xs, nuls := 0, 0
		for _, l := range last {
			xs += strings.Count(l.Text, "x")
			nuls += strings.Count(l.Text, `\x00`)
		}
		return xs > maxBytes/2 && nuls == 100_000
	})
	if o.bytes > maxBytes {
		t.Errorf("%d bytes are kept", o.bytes)
	}
	p.Stop()
}

func TestTheRestOfAnUnfinishedLineIsNoEmptyLine(t *testing.T) {
	t.Parallel()
	o := NewOutput()
	s := splitter{pass: func(lines []rawLine) { o.add(lines...) }}
	s.write([]byte("name? "))
	s.flush()
	s.write([]byte("\nnext\n"))
	if got := text(o); got != "name? \nnext\n" {
		t.Errorf("the lines are %q", got)
	}
}

func TestOldLinesAreDroppedAndCounted(t *testing.T) {
	t.Parallel()
	o := NewOutput()
	for i := range 3*maxLines + 5 {
		o.add(rawLine{text: strconv.Itoa(i)})
	}
	first, next := o.Range()
	if first != 2*maxLines+6 || next != 3*maxLines+6 || o.Version() != next-1 {
		t.Errorf("lines %d to %d are kept, version %d", first, next, o.Version())
	}
	got, from := o.Lines(0, 2)
	if len(got) != 2 || got[0].Number != first || got[0].Text != strconv.FormatUint(first-1, 10) || from != first+2 {
		t.Errorf("the first lines are %+v, and it goes on at %d", got, from)
	}
	if got, from := o.Lines(next, 10); len(got) != 0 || from != next {
		t.Errorf("after the last line there is %+v, %d", got, from)
	}
	if got, from := o.Lines(next+100, 10); len(got) != 0 || from != next {
		t.Errorf("far after the last line there is %+v, %d", got, from)
	}
	if got := o.Last(3); len(got) != 3 || got[2].Number != next-1 {
		t.Errorf("the last lines are %+v", got)
	}
	for range 1000 {
		o.add(rawLine{text: strings.Repeat("x", maxLine)})
	}
	if first, next := o.Range(); next-first != maxBytes/(maxLine+lineBytes) || o.bytes > maxBytes {
		t.Errorf("%d lines of 8 KiB are kept, and %d bytes", next-first, o.bytes)
	}
}

func TestSavingHasTimesAndOrigins(t *testing.T) {
	t.Parallel()
	o := NewOutput()
	at := time.Date(2026, 11, 28, 12, 0, 0, 5_000_000, time.Local)
	o.add(rawLine{at: at, text: "out"}, rawLine{at: at, text: "\x1b[31merr", stderr: true})
	o.Notice("server.py ended")
	o.lines[2].at = at
	var b bytes.Buffer
	n, err := o.WriteTo(&b)
	const want = "2026-11-28 12:00:00.005   out\n2026-11-28 12:00:00.005 ! err\n2026-11-28 12:00:00.005 * server.py ended\n"
	if b.String() != want || n != int64(len(want)) || err != nil {
		t.Errorf("saved are %d bytes, %v: %q", n, err, b.String())
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	if _, err := o.WriteTo(full); err == nil {
		t.Error("a full disk is no error")
	}
}

func TestTracebacksAreMarked(t *testing.T) {
	t.Parallel()
	tools(t)
	for name, s := range map[string]struct{ file, content string }{
		"python": {"server.py", `import sys
print("before", file=sys.stderr)
import threading
def f(): 1 / 0
t = threading.Thread(target=f); t.start(); t.join()
print("after", file=sys.stderr)
`},
		"node": {"server.js", `console.error("before");
console.error(new TypeError("bad"));
console.error("after");
`},
		"java": {"Server.java", `public class Server { public static void main(String[] a) {
System.err.println("before");
new IllegalStateException("bad", new RuntimeException("worse")).printStackTrace();
System.err.println("after");
}}
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, o := startFile(t, s.file, s.content)
			waitForEnd(t, p)
			marked := 0
			for _, l := range o.Last(100) {
				plain := l.Text == "before" || l.Text == "after"
				if l.Trace == plain {
					t.Errorf("the line %q is marked: %t", l.Text, l.Trace)
				}
				if l.Trace {
					marked++
				}
			}
			if marked < 3 {
				t.Errorf("%d lines are marked", marked)
			}
		})
	}
}
