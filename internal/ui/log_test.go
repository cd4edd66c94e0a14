package ui

import (
	"errors"
	"sync/atomic"
	"testing"
)

// fakeLog is a log on a disk that a test fills.
type fakeLog struct{ full atomic.Bool }

func (*fakeLog) Path() string { return "/media/stick/log.jsonl" }

func (l *fakeLog) Err() error {
	if l.full.Load() {
		return errors.New("no space left on device")
	}
	return nil
}

func TestALogThatCannotBeWrittenIsToldUntilItCan(t *testing.T) {
	log := &fakeLog{}
	p := open(t, func(p *setup) { p.Log = log })
	p.catchUp()
	const trouble = "The log could not be written to /media/stick/log.jsonl: hosting goes on."
	if p.Shows(trouble) {
		t.Error("trouble is told that there is not")
	}
	for range 2 {
		log.full.Store(true)
		p.WaitForText(trouble)
		log.full.Store(false)
		p.WaitForNoText(trouble)
	}
}

func TestTroubleWithTheLogIsToldOnceWhileItLasts(t *testing.T) {
	log := &fakeLog{}
	log.full.Store(true)
	p := open(t, func(p *setup) { p.Log = log })
	p.WaitForText("The log could not be written")
	p.Click("Dismiss")
	p.logs("another message")
	p.seesReceived("another message")
	if p.Shows("The log could not be written") {
		t.Error("it is told again while it lasts")
	}
}
