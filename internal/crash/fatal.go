package crash

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"porchlight/internal/plainfile"
)

// rawName is the name of the file for the runtime's crash output. It is empty unless a program has crashed, and
// several programs may have it open. For some fatal errors the runtime writes only the stack to it, and the text
// to standard error.
const rawName = "fatal.raw"

// maxRaw is the limit, in bytes, of the crash output that becomes a report. The stack of the goroutine that crashed
// is at its beginning.
const maxRaw = 1 << 20

// SetAsideError is the error for something in the place of the file for crash output that is no plain file, such as a
// pipe or a link. It has been renamed, and the runtime writes its crash output to a new file.
type SetAsideError struct {
	Path   string // before
	Backup string // after
}

// Error implements error.
func (e *SetAsideError) Error() string {
	return fmt.Sprintf("%s is no plain file and was set aside as %s", e.Path, e.Backup)
}

// Watch makes the runtime write its crash output to the folder: for panics that nothing recovers and for fatal
// errors. The raw output contains the text of a panic and stays on this computer. Watch first converts the
// output of an earlier run into a report. After a *[SetAsideError] everything works; any other error is the file
// system's.
func (r *Reports) Watch() error {
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(r.folder, rawName)
	var aside error // nil or a *SetAsideError
	if err := r.collect(path); errors.Is(err, plainfile.ErrNotRegular) {
		backup, err := plainfile.SetAside(path)
		if err != nil {
			return err
		}
		aside = &SetAsideError{path, backup}
	} else if err != nil {
		return err
	}
	f, err := plainfile.Append(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // the runtime has a copy
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return err
	}
	return aside
}

// collect converts crash output into a report and truncates it. The error is [plainfile.ErrNotRegular], also for a link,
// since the file that it leads to is not this program's to truncate, or the file system's.
func (r *Reports) collect(path string) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return plainfile.ErrNotRegular
	}
	raw, more, err := plainfile.Head(path, maxRaw)
	if len(raw) == 0 {
		if os.IsNotExist(err) {
			return nil
		}
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	text := clean(raw)
	if more {
		text += "\n(The rest is left out.)\n"
	}
	if _, err := r.write(ofProgram, info.ModTime(), "Porchlight "+r.version+" found this when it was started next.", text); err != nil {
		return err
	}
	return os.Truncate(path, 0)
}

// clean removes the values of panics from crash output. The runtime indents their further lines with a tab, so
// no value can resemble the start of a stack.
func clean(raw []byte) string {
	var out strings.Builder
	stack := false
	for line := range bytes.Lines(raw) {
		hasPrefix := func(prefixes ...string) bool {
			for _, p := range prefixes {
				if bytes.HasPrefix(line, []byte(p)) {
					return true
				}
			}
			return false
		}
		stack = stack || hasPrefix("goroutine ", "runtime stack:")
		switch {
		case stack, hasPrefix("fatal error: ", "runtime: ", "[signal ", "SIG", "panic: runtime error: ", "\n"):
			out.Write(line)
		case hasPrefix("panic: "):
			out.WriteString("panic" + omitted + "\n")
		}
	}
	return out.String()
}
