package crash

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// rawName is the file that the runtime writes its last words to. It is empty while all is well, and
// several programs may have it open. Of its own errors the runtime writes the stack there and the text
// on standard error alone.
const rawName = "fatal.raw"

// Watch has the runtime write to the folder why it ends the program, where that is nothing that can
// be recovered from. That has the text of a panic as it is, on this computer alone, until Watch turns
// it into a report: which it does first, with what the program before this one has left.
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

// collect makes a report of what the runtime has written, and empties that.
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

// clean leaves out of the runtime's words what a panic was called with. The runtime begins every
// further line of that with a tab, so no text can look like the beginning of a stack.
func clean(raw []byte) string {
	var out strings.Builder
	stack := false
	for line := range bytes.Lines(raw) {
		begins := func(prefixes ...string) bool {
			for _, p := range prefixes {
				if bytes.HasPrefix(line, []byte(p)) {
					return true
				}
			}
			return false
		}
		stack = stack || begins("goroutine ", "runtime stack:")
		switch {
		case stack, begins("fatal error: ", "runtime: ", "[signal ", "SIG", "panic: runtime error: ", "\n"):
			out.Write(line)
		case begins("panic: "):
			out.WriteString("panic" + leftOut + "\n")
		}
	}
	return out.String()
}
