package crash

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// rawName is the name of the file for the runtime's crash output. It is empty unless a program has crashed, and
// several programs may have it open. For some fatal errors the runtime writes only the stack to it, and the text
// to standard error.
const rawName = "fatal.raw"

// Watch makes the runtime write its crash output to the folder: for panics that nothing recovers and for fatal
// errors. The raw output contains the text of a panic and stays on this computer. Watch first converts the
// output of an earlier run into a report.
func (r *Reports) Watch() error {
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(r.folder, rawName)
	if err := r.collect(path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // the runtime has a copy
	return debug.SetCrashOutput(f, debug.CrashOptions{})
}

// collect converts crash output into a report and truncates it.
func (r *Reports) collect(path string) error {
	raw, err := os.ReadFile(path)
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
	if _, err := r.write(ofProgram, info.ModTime(), "Porchlight "+r.version+" found this when it was started next.", clean(raw)); err != nil {
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
