package library

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"porchlight/internal/game/gamefile"
)

// scan is the state of the files in the person's folder and its subfolders, which hold the files that games
// name. It has no hidden files.
type scan struct {
	stamps     map[string]stamp // by slash-separated path in the folder
	incomplete bool             // the folder has more entries than are examined
}

// stamp identifies a version of a file.
type stamp struct {
	modified time.Time
	size     int64
}

// equal reports whether two scans found the same versions of the same files.
func (s *scan) equal(other *scan) bool {
	return s.incomplete == other.incomplete && maps.Equal(s.stamps, other.stamps)
}

// gameFiles returns the names of the game files, sorted. Those in subfolders are none.
func (s *scan) gameFiles() []string {
	var names []string
	for name := range s.stamps {
		if !strings.Contains(name, "/") && strings.EqualFold(filepath.Ext(name), gamefile.Ext) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// scanFolder examines at most maxEntries entries of a folder, outer ones first. A folder that cannot be read counts
// as empty, as one that does not exist.
func scanFolder(folder string, maxEntries int) *scan {
	s := &scan{stamps: map[string]stamp{}}
	left := maxEntries
	for below := []string{"."}; len(below) > 0; below = below[1:] {
		entries := readFolder(filepath.Join(folder, filepath.FromSlash(below[0])), left+1)
		if len(entries) > left {
			s.incomplete = true
			entries = entries[:left]
		}
		left -= len(entries)
		for _, e := range entries {
			name := path.Join(below[0], e.Name())
			switch {
			case strings.HasPrefix(e.Name(), "."):
			case e.IsDir():
				below = append(below, name)
			default:
				if info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() {
					s.stamps[name] = stamp{info.ModTime(), info.Size()}
				}
			}
		}
	}
	return s
}

// readFolder returns at most n entries of a folder, and none if it cannot be read or is no folder.
func readFolder(folder string, n int) []os.DirEntry {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() { // opening a pipe would wait
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // opened for reading
	entries, _ := f.ReadDir(n)       // on an error, the entries read before it
	return entries
}
