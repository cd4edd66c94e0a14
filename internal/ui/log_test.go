package ui

import (
	"errors"
	"sync/atomic"
	"testing"
)

// fakeLog is a log that cannot be written while full is set.
type fakeLog struct{ full atomic.Bool }

func (*fakeLog) Path() string { return "/media/stick/log.jsonl" }

func (l *fakeLog) Err() error {
	if l.full.Load() {
		return errors.New("no space left on device")
	}
	return nil
}

func TestALogThatCannotBeWrittenIsReportedUntilItCan(t *testing.T) {
	log := &fakeLog{}
	h := open(t, func(s *setup) { s.Log = log })
	h.catchUp()
	const trouble = "The log could not be written to /media/stick/log.jsonl: hosting goes on."
	if h.Shows(trouble) {
		t.Error("it reports trouble while there is none")
	}
	for range 2 {
		log.full.Store(true)
		h.WaitForText(trouble)
		log.full.Store(false)
		h.WaitForNoText(trouble)
	}
}

func TestADismissedLogFailureIsNotReportedAgainWhileItLasts(t *testing.T) {
	log := &fakeLog{}
	log.full.Store(true)
	h := open(t, func(s *setup) { s.Log = log })
	h.WaitForText("The log could not be written")
	h.Click("Dismiss")
	h.recordMessages("another message")
	h.waitForReceived("another message")
	if h.Shows("The log could not be written") {
		t.Error("it is reported again while it lasts")
	}
}
