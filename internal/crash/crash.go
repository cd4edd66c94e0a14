// Package crash keeps reports of what should never happen: a panic, or an error that ends a Go
// program whatever it does.
//
// A report goes to whoever mends the program, so no message of a player may be in it. A stack trace
// has the arguments of functions as hexadecimal words, mostly addresses, and no text. But what a panic
// is called with can be anything: a rule may panic with the message that it choked on, and an error
// may quote it, as those of the framing do. So only the runtime's own errors, which speak of indices
// and types, are written with their text, and everything else by its type.
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
	// MaxReports is how many reports are kept; the oldest make room.
	MaxReports = 10
	// MaxFaults is how many reports of players' goroutines one run of the program writes: a client may
	// well do again what led to the first.
	MaxFaults = 3
)

// What the names of reports begin with, before the time.
const (
	ofProgram = "crash-"
	ofPlayer  = "player-"
)

// Reports is the folder with the reports. Its methods may be called from any goroutine.
type Reports struct {
	folder, version string
	faults          atomic.Int32
}

// New gives the reports in a folder, which is made when it is needed, of a version of the program.
func New(folder, version string) *Reports { return &Reports{folder: folder, version: version} }

// Write writes a report of a panic that ends the program, with the stack as debug.Stack gives it, and
// returns where it lies. Value is what the panic was called with.
func (r *Reports) Write(value any, stack []byte) (path string, err error) {
	return r.write(ofProgram, time.Now(), "Porchlight "+r.version+" ended by a panic.", describe(value)+"\n\n"+string(stack))
}

// Fault writes a report of a panic that ended one player, as host.Config.Fault tells of it. After
// MaxFaults of them it does nothing.
func (r *Reports) Fault(value any, stack []byte) {
	if r.faults.Add(1) > MaxFaults {
		return
	}
	// That no report could be written is no reason to do anything to the other players.
	_, _ = r.write(ofPlayer, time.Now(), "Porchlight "+r.version+" ended one player by a panic, and hosted on.", describe(value)+"\n\n"+string(stack))
}

// Last is the newest report of an end of the whole program, or "".
func (r *Reports) Last() string {
	list := r.list()
	for _, l := range slices.Backward(list) {
		if strings.HasPrefix(l, ofProgram) {
			return filepath.Join(r.folder, l)
		}
	}
	return ""
}

// list gives the names of all reports, oldest first.
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

// timeOf is when a report is of, by its name.
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

// write writes a report and removes the oldest where there are too many.
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
		err = errors.Join(err, os.Remove(filepath.Join(r.folder, name)))
	}
	return f.Name(), err
}

// create makes the file of a report, with a name that no other has.
func (r *Reports) create(kind string, at time.Time) (*os.File, error) {
	for {
		f, err := os.OpenFile(filepath.Join(r.folder, kind+at.UTC().Format(timeFormat)+".txt"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
		at = at.Add(time.Millisecond)
	}
}

// describe says what a panic was called with, as far as that can hold nothing that a player sent.
func describe(value any) string {
	t := reflect.TypeOf(value)
	if t == nil {
		return "panic: nil"
	}
	of := t
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if err, ok := value.(runtime.Error); ok && of.PkgPath() == "runtime" {
		return "panic: " + err.Error()
	}
	return "panic: something of the type " + t.String() + leftOut
}

const leftOut = " (its text is left out: it may hold what a player sent)"
