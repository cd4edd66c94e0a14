package upstream

import (
	"bytes"
	"os/exec"
	"runtime"
	"slices"
)

// sources are the endings of languages whose files have to be compiled, or need a program that CommandFor does not know.
var sources = []string{
	".c", ".cc", ".cpp", ".cxx", ".h", ".hpp", ".cs", ".fs", ".vb", ".go", ".rs", ".swift", ".kt", ".scala", ".ts", ".tsx",
	".rb", ".php", ".lua", ".pl", ".dart", ".hs", ".ex", ".exs", ".zig", ".d", ".pas", ".ipynb",
}

// nativeMagics begin the programs of Unix: ELF; Mach-O of 32 and 64 bits, in both orders of bytes, and universal.
var nativeMagics = [][]byte{
	[]byte("\x7fELF"),
	[]byte("\xfe\xed\xfa\xce"),
	[]byte("\xfe\xed\xfa\xcf"),
	[]byte("\xce\xfa\xed\xfe"),
	[]byte("\xcf\xfa\xed\xfe"),
	[]byte("\xca\xfe\xba\xbe"),
}

// isExecutable reports whether this account may execute a file; on Windows, whether its ending says that it is a program.
func isExecutable(path string) bool {
	found, err := exec.LookPath(path)
	return err == nil && found == path // on Windows it also looks for path.exe
}

// nativeFault returns why a file cannot be run by itself, or 0 if it can.
func nativeFault(path, ending string, head []byte) FileFault {
	isProgram := bytes.HasPrefix(head, []byte("#!")) ||
		slices.ContainsFunc(nativeMagics, func(magic []byte) bool { return bytes.HasPrefix(head, magic) })
	if runtime.GOOS == "windows" {
		isProgram = isExecutable(path)
	}
	switch {
	case isProgram && isExecutable(path):
		return 0
	case slices.Contains(sources, ending):
		return IsSource
	case isProgram:
		return NotExecutable
	default:
		return NotAProgram
	}
}
