package ui

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
)

var errNoRoom = &os.PathError{Op: "write", Path: "/media/stick/m.csv", Err: syscall.ENOSPC}

// fullFile is a file on a full disk. Write fails, or Close does.
type fullFile struct{ failsOnClose bool }

func (f fullFile) Write(b []byte) (int, error) {
	if f.failsOnClose {
		return len(b), nil
	}
	return 0, errNoRoom
}

func (f fullFile) Close() error {
	if f.failsOnClose {
		return errNoRoom
	}
	return nil
}

func TestASaveToAFullDiskIsReportedWithAnAction(t *testing.T) {
	for _, disk := range []fullFile{{}, {failsOnClose: true}} {
		for _, ending := range []string{".jsonl", ".csv"} {
			h := open(t)
			h.recordMessages("hello")
			h.messages.SaveTo(disk, "m", ending)
			h.WaitForText("The messages could not be saved there. Try another folder, or make room on the disk.")
			for _, text := range h.Texts() {
				for _, word := range []string{"no space", "/media", "write", "errno", "m.csv"} {
					if strings.Contains(text, word) {
						t.Errorf("it says %q", text)
					}
				}
			}
			if h.Shows("Saved to") {
				t.Error("it says that it saved")
			}
			h.Click("Save again…")
			h.WaitForText("As JSON lines…")
		}
	}
}

func TestAFailedSaveDialogIsReportedLikeAFullDisk(t *testing.T) {
	h := open(t)
	h.saved("", errors.New("operation not permitted"))
	h.WaitForText("The messages could not be saved there.")
	h.saved("m.csv", nil)
	h.WaitForNoText("The messages could not be saved there.")
	h.WaitForText("Saved to m.csv")
}
