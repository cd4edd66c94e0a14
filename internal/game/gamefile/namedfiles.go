package gamefile

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"porchlight/internal/game"
)

// inFolder calls read with a view of a folder that no name and no symbolic link leads out of: a game
// file may come from a stranger, and the files that it names are sent to every player. If the folder
// does not exist, the view is empty.
func inFolder(folder string, read func(fs.FS) (*game.Game, error)) (*game.Game, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return read(noFiles{})
	}
	defer func() { _ = root.Close() }() // opened for reading
	return read(root.FS())
}

// noFiles is a file system without files.
type noFiles struct{}

// Open implements fs.FS.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// readNamed reads the files of a list in a game file, in order. If one cannot be read, it returns that
// one's name.
func readNamed(folder fs.FS, g *game.Game, names []string) (unreadable string, ok bool) {
	for _, name := range names {
		content, err := readBounded(folder, path.Clean(filepath.ToSlash(name)), maxNamedFile)
		if err != nil {
			return name, false
		}
		if g.Files == nil {
			g.Files = map[string][]byte{}
		}
		g.Files[name] = content
	}
	return "", true
}

// readBounded reads a regular file of at most limit bytes. It does not wait for a pipe or a device.
func readBounded(folder fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, &Error{File: name, What: tooLarge}
	}
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // opened for reading
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(content)) > limit { // it has grown
		return nil, &Error{File: name, What: tooLarge}
	}
	return content, err
}
