package upstream

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// programPath returns the path of the program: where PATH has it, or relative to Folder if it is a path. Unlike a shell
// of Windows, it never takes a bare name from the current folder.
func (c Command) programPath() (string, error) {
	if len(c.Args) == 0 || c.Args[0] == "" {
		return "", exec.ErrNotFound
	}
	name := c.Args[0]
	if !isPath(name) {
		return lookUp(name, variable(c.environment(), "PATH"))
	}
	path, err := c.absolute(name)
	if err != nil {
		return "", err
	}
	found, err := exec.LookPath(path) // on Windows also of path.exe
	if err != nil {
		if _, err := os.Stat(path); err != nil {
			return "", err
		}
		return "", &fs.PathError{Op: "run", Path: path, Err: fs.ErrPermission}
	}
	return found, nil
}

// absolute returns the path of a name that is relative to Folder.
func (c Command) absolute(name string) (string, error) {
	if c.Folder != "" && !filepath.IsAbs(name) {
		name = filepath.Join(c.Folder, name)
	}
	return filepath.Abs(name)
}

// isPath reports whether a program is named by a path and not looked up.
func isPath(name string) bool {
	return filepath.IsAbs(name) || strings.ContainsRune(name, '/') || runtime.GOOS == "windows" && strings.ContainsAny(name, `\:`)
}

// lookUp returns the absolute path of a program in the folders of a PATH; relative folders are skipped. The error is
// exec.ErrNotFound.
func lookUp(name, path string) (string, error) {
	for _, folder := range searchFolders(path, runtime.GOOS) {
		if !filepath.IsAbs(folder) {
			continue
		}
		if found, err := exec.LookPath(filepath.Join(folder, name)); err == nil {
			return found, nil
		}
	}
	return "", &exec.Error{Name: name, Err: exec.ErrNotFound}
}

// searchFolders returns the folders of a PATH. A program that the Finder starts has only the system's folders in it,
// where the names python3 and java offer to install something: the usual places come before those.
func searchFolders(path, system string) []string {
	folders := filepath.SplitList(path)
	if system != "darwin" {
		return folders
	}
	at := slices.Index(folders, "/usr/bin")
	if at < 0 {
		at = len(folders)
	}
	for _, usual := range []string{"/usr/local/bin", "/opt/homebrew/bin"} {
		if !slices.Contains(folders, usual) {
			folders = slices.Insert(folders, at, usual)
		}
	}
	return folders
}

// isInstalled reports whether PATH has a program.
func isInstalled(name string) bool {
	_, err := lookUp(name, os.Getenv("PATH"))
	return err == nil
}
