package upstream

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"porchlight/internal/printable"
)

// Command is what is run.
type Command struct {
	// Args are the program and its arguments. The program is a name that is looked up in PATH, or a path; a relative
	// one is relative to Folder.
	Args   []string
	Folder string   // working directory, an absolute path; "" is the current one
	Env    []string // "KEY=value", added to the environment of this program
}

// File returns the absolute path of the first file that exists among the arguments, the program itself last, or "". For
// java's "-cp FOLDER NAME" it is the source of that class if it lies beside it, or else the class.
func (c Command) File() string {
	files := c.files()
	if len(files) == 0 {
		return ""
	}
	if name, isClass := strings.CutSuffix(files[0], classEnding); isClass && isFile(name+sourceEnding) {
		return name + sourceEnding
	}
	return files[0]
}

// files returns the absolute paths of the plain files that the arguments name, the program itself last. A program that
// is looked up in PATH is none of them.
func (c Command) files() (files []string) {
	add := func(name string) {
		path, err := c.absolute(name)
		if err != nil || name == "" {
			return
		}
		for _, path := range []string{path, path + classEnding} {
			if isFile(path) {
				files = append(files, path)
				return
			}
		}
	}
	for i, arg := range c.Args {
		if i > 0 {
			add(arg)
		}
	}
	if len(c.Args) > 0 && isPath(c.Args[0]) {
		add(c.Args[0])
	}
	return files
}

// String returns the program and its arguments as a person would type them, with quotes where a shell needs them. It is
// safe to show.
func (c Command) String() string {
	quoted := make([]string, len(c.Args))
	for i, arg := range c.Args {
		quoted[i] = printable.Escape(quote(arg, runtime.GOOS))
	}
	return strings.Join(quoted, " ")
}

// quote returns an argument with the quotes that the shell of a system needs.
func quote(arg, system string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+,@%"
	isPlain := func(r rune) bool {
		return r > 0x7f || strings.ContainsRune(plain, r) || system == "windows" && r == '\\'
	}
	switch {
	case arg != "" && strings.IndexFunc(arg, func(r rune) bool { return !isPlain(r) }) < 0:
		return arg
	case system == "windows":
		return `"` + strings.ReplaceAll(arg, `"`, `\"`) + `"`
	case !strings.ContainsAny(arg, "\"$`\\!"):
		return `"` + arg + `"`
	default:
		return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
	}
}

// Fingerprint returns a text that differs between commands that would run something else: other arguments, another
// folder, other variables, and with content also other contents of the files that the arguments name. With content it
// returns an error if one of those cannot be read; it reads them as a whole.
func (c Command) Fingerprint(content bool) (string, error) {
	hash := sha256.New()
	// JSON keeps the parts apart, and replaces bytes that are not UTF-8: so they are added as they are.
	shape, err := json.Marshal([][]int{lengths(c.Args), lengths([]string{c.Folder}), lengths(c.Env)})
	if err != nil {
		return "", err
	}
	hash.Write(shape)
	for _, part := range [][]string{c.Args, {c.Folder}, c.Env} {
		for _, s := range part {
			hash.Write([]byte(s))
		}
	}
	if content {
		for _, file := range c.files() {
			sum, err := fileSum(file)
			if err != nil {
				return "", err
			}
			hash.Write(sum)
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

func lengths(parts []string) []int {
	all := make([]int, len(parts))
	for i, s := range parts {
		all[i] = len(s)
	}
	return all
}

// fileSum returns a hash of a path and of the contents of its file.
func fileSum(path string) ([]byte, error) {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return nil, err
	}
	return hash.Sum([]byte(path)), nil
}

// isFile reports whether a path is a plain file.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
