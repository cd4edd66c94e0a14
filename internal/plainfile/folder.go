package plainfile

import (
	"io/fs"
	"os"
)

// FS returns a file system of the files in root, for [ReadFS]. Unlike that of [os.Root.FS], it opens a pipe
// without waiting for another program. The root must stay open.
func FS(root *os.Root) fs.StatFS { return folder{root} }

// folder implements fs.StatFS.
type folder struct{ root *os.Root }

// Open implements fs.FS.
func (f folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return f.root.OpenFile(name, os.O_RDONLY|NonBlocking, 0)
}

// Stat implements fs.StatFS.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return f.root.Stat(name)
}
