// Package crash writes reports of panics and of fatal errors of the Go runtime.
//
// A report is meant for the program's developers, so it must not contain players' messages. A stack trace has
// the arguments of functions as hexadecimal words, mostly addresses, and no text. The value of a panic can be
// anything: a rule may panic with the message that it failed on, and an error may quote one, as those of the
// framing do. So reports contain the text of the runtime's own errors, about indexes and types, and only the
// type of any other value.
package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// MaxReports is the limit of reports; the oldest are removed.
	MaxReports = 10
	// MaxFaults is how many reports of players' goroutines one run of the program writes: a client may
	// well do again what led to the first.
	MaxFaults = 3
)

// The prefixes of the names of reports, before the time.
const (
	ofProgram = "crash-"
	ofPlayer  = "player-"
)

// Reports is a folder with reports. It is safe for concurrent use.
type Reports struct {
	folder, version string
	faults          atomic.Int32
}

// New returns the reports in a folder, which is created when necessary, for a version of the program.
func New(folder, version string) *Reports { return &Reports{folder: folder, version: version} }

// Write writes a report of a panic that ends the program, with its value and the stack of debug.Stack. It
// returns the report's path.
func (r *Reports) Write(value any, stack []byte) (path string, err error) {
	return r.write(ofProgram, time.Now(), "Porchlight "+r.version+" ended by a panic.", describe(value)+"\n\n"+string(stack))
}

// Fault writes a report of a panic that ended one player; it is a host.Config.OnPanic. After MaxFaults reports
// it does nothing.
func (r *Reports) Fault(value any, stack []byte) {
	if r.faults.Add(1) > MaxFaults {
		return
	}
	// A failure to write must not affect the other players.
	_, _ = r.write(ofPlayer, time.Now(), "Porchlight "+r.version+" ended one player by a panic, and hosted on.", describe(value)+"\n\n"+string(stack))
}

// Last returns the path of the newest report of the program's end, or "".
func (r *Reports) Last() string {
	list := r.list()
	for _, l := range slices.Backward(list) {
		if strings.HasPrefix(l, ofProgram) {
			return filepath.Join(r.folder, l)
		}
	}
	return ""
}

// list returns the names of all reports, oldest first.
func (r *Reports) list() []string {
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if _, ok := timeOf(e.Name()); ok {
			list = append(list, e.Name())
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		first, _ := timeOf(a)
		second, _ := timeOf(b)
		return first.Compare(second)
	})
	return list
}

const timeFormat = "2006-01-02T15-04-05.000"

// timeOf returns the time in the name of a report.
func timeOf(name string) (at time.Time, ok bool) {
	for _, kind := range []string{ofProgram, ofPlayer} {
		if rest, found := strings.CutPrefix(name, kind); found {
			stamp, isText := strings.CutSuffix(rest, ".txt")
			at, err := time.Parse(timeFormat, stamp)
			return at, isText && err == nil
		}
	}
	return time.Time{}, false
}

// write writes a report and removes the oldest beyond MaxReports.
func (r *Reports) write(kind string, at time.Time, head, body string) (path string, err error) {
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s\n%s/%s, %s\n%s\n\n%s", head, runtime.GOOS, runtime.GOARCH, runtime.Version(), at.UTC().Format(time.RFC3339), body)
	f, err := r.create(kind, at)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", err
	}
	list := r.list()
	for _, name := range list[:max(0, len(list)-MaxReports)] {
		if e := os.Remove(filepath.Join(r.folder, name)); !errors.Is(e, fs.ErrNotExist) { // else another program removed it
			err = errors.Join(err, e)
		}
	}
	return f.Name(), err
}

// create creates the file of a report with an unused name.
func (r *Reports) create(kind string, at time.Time) (*os.File, error) {
	for {
		f, err := os.OpenFile(filepath.Join(r.folder, kind+at.UTC().Format(timeFormat)+".txt"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
		at = at.Add(time.Millisecond)
	}
}

// describe describes the value of a panic without text that a player may have sent.
func describe(value any) string {
	t := reflect.TypeOf(value)
	if t == nil {
		return "panic: nil"
	}
	base := t
	if base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	if err, ok := value.(runtime.Error); ok && base.PkgPath() == "runtime" {
		return "panic: " + err.Error()
	}
	return "panic: something of the type " + t.String() + omitted
}

const omitted = " (its text is left out: it may hold what a player sent)"
