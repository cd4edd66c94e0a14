package ui

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
)

var errNoRoom = &os.PathError{Op: "write", Path: "/media/stick/m.csv", Err: syscall.ENOSPC}

// full is a disk without room, or a file that tells so when it is closed.
type full struct{ onClose bool }

func (f full) Write(b []byte) (int, error) {
	if f.onClose {
		return len(b), nil
	}
	return 0, errNoRoom
}

func (f full) Close() error {
	if f.onClose {
		return errNoRoom
	}
	return nil
}

func TestAFullDiskIsToldInASentenceWithARemedy(t *testing.T) {
	for _, disk := range []full{{}, {onClose: true}} {
		for _, ending := range []string{".jsonl", ".csv"} {
			p := open(t)
			p.logs("hello")
			p.messages.SaveTo(disk, "m", ending)
			p.WaitForText("The messages could not be saved there. Try another folder, or make room on the disk.")
			for _, text := range p.Texts() {
				for _, word := range []string{"no space", "/media", "write", "errno", "m.csv"} {
					if strings.Contains(text, word) {
						t.Errorf("it says %q", text)
					}
				}
			}
			if p.Shows("Saved to") {
				t.Error("it says that it saved")
			}
			p.Click("Save again…")
			p.WaitForText("As JSON lines…")
		}
	}
}

func TestADialogThatFailsIsToldLikeAFullDisk(t *testing.T) {
	p := open(t)
	p.saved("", errors.New("operation not permitted"))
	p.WaitForText("The messages could not be saved there.")
	p.saved("m.csv", nil)
	p.WaitForNoText("The messages could not be saved there.")
	p.WaitForText("Saved to m.csv")
}
