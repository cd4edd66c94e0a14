package library

import (
	"fmt"
	"path/filepath"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// limits bound what reading the person's folder costs. The folder may hold anything: a person may well put
// other files there, or a folder of downloads in its place.
type limits struct {
	entries int           // files and folders, those in subfolders included
	games   int           // game files
	bytes   int           // of the files that the games name
	time    time.Duration // of one Reload; the next one continues
}

func defaultLimits() limits {
	return limits{entries: 10_000, games: 500, bytes: 64 << 20, time: time.Second}
}

// reading is the progress of reading the game files of the person's folder.
type reading struct {
	pending []string // names of files that are not read yet, sorted
	items   []Item   // of the files that are read
	bytes   int      // of the files that those name
}

// obstacle returns why the next file exceeds a limit that time does not change, or "".
func (r *reading) obstacle(l limits) string {
	switch {
	case len(r.items) >= l.games:
		return fmt.Sprintf("is not read: of the games in a folder, the first %d by the names of their files are", l.games)
	case r.bytes > l.bytes:
		return fmt.Sprintf("is not read: the files that the games before it name have more than %d MiB together", l.bytes>>20)
	}
	return ""
}

// canProceed reports whether there are files to read within the limits.
func (r *reading) canProceed(l limits) bool { return len(r.pending) > 0 && r.obstacle(l) == "" }

// proceed reads game files until a limit is reached. It returns items for those that are not read.
func (r *reading) proceed(folder string, load func(path string) (*game.Game, error), l limits) (unread []Item) {
	for began := time.Now(); r.canProceed(l); {
		if time.Since(began) > l.time {
			return r.unread(folder, "is not read: reading the games before it took too long")
		}
		name := r.pending[0]
		r.pending = r.pending[1:]
		item := Item{Name: name, Path: filepath.Join(folder, name)}
		if item.Game, item.Err = load(item.Path); item.Game != nil {
			item.Name = item.Game.Name
			r.bytes += filesSize(item.Game)
		}
		r.items = append(r.items, item)
	}
	return r.unread(folder, r.obstacle(l))
}

// unread returns items for the pending files.
func (r *reading) unread(folder, reason string) []Item {
	items := make([]Item, 0, len(r.pending))
	for _, name := range r.pending {
		items = append(items, Item{Name: name, Path: filepath.Join(folder, name), Err: &gamefile.Error{File: name, What: reason}})
	}
	return items
}

// tooManyEntries returns an item that reports that the remaining entries of a folder are not examined.
func tooManyEntries(folder string, examined int) Item {
	name := filepath.Base(folder)
	what := fmt.Sprintf("this folder holds more than %d files and folders, and no others are looked at: keep games alone in it", examined)
	return Item{Name: name, Err: &gamefile.Error{File: name, What: what}}
}

// filesSize returns the bytes of the files that a game names, counting shared memory once.
func filesSize(g *game.Game) (n int) {
	counted := map[*byte]bool{}
	for _, content := range g.Files {
		if len(content) > 0 && !counted[&content[0]] {
			counted[&content[0]] = true
			n += len(content)
		}
	}
	return n
}
