package terminal

import (
	"errors"
	"io"
	"time"

	"porchlight/internal/game/gamefile"
	"porchlight/internal/journal/export"
)

// PrintBadGame prints why there is no game to host as a line of the JSON form. The error is that of w.
func PrintBadGame(w io.Writer, now time.Time, err error) error {
	b := export.BadGame{Detail: err.Error()}
	if wrong, ok := errors.AsType[*gamefile.Error](err); ok {
		b.File, b.Line, b.Key, b.Detail = wrong.File, wrong.Line, wrong.Key, wrong.What
	}
	return export.WriteBadGame(w, now, b)
}
