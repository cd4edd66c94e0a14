package ui

import "fyne.io/fyne/v2/lang"

// Log is the file on disk that has what happens. A *logfile.Writer is one.
type Log interface {
	Path() string
	Err() error // nil while it can be written
}

// lookAtLog tells when the log cannot be written, once, and takes that back when it can.
func (w *Window) lookAtLog() {
	if w.Log == nil || (w.Log.Err() != nil) == w.logFails {
		return
	}
	if w.logFails = !w.logFails; !w.logFails {
		w.banner.Clear(aboutLog)
		return
	}
	w.banner.ShowTrouble(aboutLog,
		lang.L("The log could not be written to {{.Path}}: hosting goes on. Make room on the disk, or choose another place.",
			map[string]any{"Path": w.Log.Path()}), nil)
}
