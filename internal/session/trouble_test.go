package session

import (
	"errors"
	"sync/atomic"
	"testing"
)

// failingLog is a log that fails while the test says so.
type failingLog struct{ fails atomic.Bool }

func (l *failingLog) Path() string { return "/tmp/porchlight.log" }

func (l *failingLog) Err() error {
	if l.fails.Load() {
		return errors.New("the disk is full")
	}
	return nil
}

func TestALogThatFailsIsToldUntilItWorksAgain(t *testing.T) {
	t.Parallel()
	log := &failingLog{}
	f := newSession(t, func(o *Options) { o.Log = log })
	f.Poll()
	if f.Snapshot().Has(LogFailed) {
		t.Error("it fails at once")
	}
	log.fails.Store(true)
	if n := f.awaitNotice(LogFailed); n.Path != log.Path() {
		t.Errorf("the notice is %+v", n)
	}
	f.Dismiss(f.awaitNotice(LogFailed).ID)
	f.Poll()
	if f.Snapshot().Has(LogFailed) {
		t.Error("it is told twice")
	}
	log.fails.Store(false)
	f.Poll()
	log.fails.Store(true)
	f.awaitNotice(LogFailed)
	log.fails.Store(false)
	f.await("its end", func(n *Snapshot) bool { return !n.Has(LogFailed) })
}

func TestAFailedSaveIsReportedUntilOneSucceeds(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.ReportSave(nil)
	if n := f.Snapshot(); len(n.Notices) != 0 {
		t.Errorf("before any failure it tells %+v", n.Notices)
	}
	f.ReportSave(errors.New("the disk is full"))
	got, _ := f.Snapshot().Notice()
	if want := (Notice{ID: got.ID, Kind: SaveFailed, Action: SaveAgain}); got != want {
		t.Errorf("the notice is %+v, want %+v", got, want)
	}
	f.ReportSave(nil)
	if f.Snapshot().Has(SaveFailed) {
		t.Error("the notice stays")
	}
}

func TestACrashReportIsToldOnce(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.ReportCrash("")
	if len(f.Snapshot().Notices) != 0 {
		t.Error("it tells of no report")
	}
	f.ReportCrash("/home/ada/crashes/one.txt")
	n := f.awaitNotice(ProgramCrashed)
	if n.Path != "/home/ada/crashes/one.txt" {
		t.Errorf("the notice is %+v", n)
	}
	f.Dismiss(n.ID)
	f.ReportCrash("/home/ada/crashes/one.txt")
	if f.Snapshot().Has(ProgramCrashed) {
		t.Error("it is told twice")
	}
}

func TestOfTheSettingsOnlyTheLatestTroubleIsTold(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.ReportSettingsUnread(errors.New("damaged"))
	f.ReportFolderReadOnly("/media/stick")
	n := f.Snapshot()
	if len(n.Notices) != 1 || n.Notices[0].Kind != FolderReadOnly || n.Notices[0].Path != "/media/stick" {
		t.Errorf("it tells %+v", n.Notices)
	}
	full := errors.New("full")
	f.ReportSettingsFailed(full)
	n = f.Snapshot()
	if len(n.Notices) != 1 || n.Notices[0].Kind != SettingsFailed || !errors.Is(n.Notices[0].Err, full) {
		t.Errorf("it tells %+v", n.Notices)
	}
}
