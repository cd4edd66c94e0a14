package gamefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"porchlight/internal/game"
	"porchlight/internal/plainfile"
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
	return read(plainfile.FS(root))
}

// noFiles is a file system without files.
type noFiles struct{}

// Open implements fs.FS.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// namedFiles reads the files that a game file names, each once however often and in whatever form it is
// named, and at most maxNamedFiles bytes of them.
type namedFiles struct {
	folder fs.FS
	byName map[string][]byte // by name as in the game file; nil before the first file
	byPath map[string][]byte // the same contents by cleaned path
	total  int               // bytes
}

// readAll reads the files that a game names. The error is the mistake and the correction, for the person, with the
// key that it concerns.
func (n *namedFiles) readAll(g *game.Game) (key string, err error) {
	for _, k := range textKeys() {
		if name := k.bytes(g).File; name != "" {
			if err := n.read([]string{name}); err != nil {
				return k.name + "_file", err
			}
		}
	}
	if err := n.read(slices.Concat(g.GreetingFiles...)); err != nil {
		return "greeting_files", err
	}
	return "state_files", n.read(g.StateFiles)
}

// read reads the files of a list in a game file. The error is the mistake and the correction, for the
// person.
func (n *namedFiles) read(names []string) error {
	for _, name := range names {
		content, err := n.readOne(path.Clean(filepath.ToSlash(name)))
		if err != nil {
			return fmt.Errorf("%q cannot be read: name a file that lies beside the game file, of at most 1 MiB", name)
		}
		if n.total > maxNamedFiles {
			return errors.New("all files that a game file names have at most 16 MiB together: name fewer or smaller ones")
		}
		if n.byName == nil {
			n.byName = map[string][]byte{}
		}
		n.byName[name] = content
	}
	return nil
}

// readOne returns the content of the file at a cleaned path.
func (n *namedFiles) readOne(path string) ([]byte, error) {
	if content, ok := n.byPath[path]; ok {
		return content, nil
	}
	content, err := plainfile.ReadFS(n.folder, path, maxNamedFile)
	if err != nil {
		return nil, err
	}
	if n.byPath == nil {
		n.byPath = map[string][]byte{}
	}
	n.byPath[path] = content
	n.total += len(content)
	return content, nil
}
