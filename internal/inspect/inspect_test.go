package inspect

import (
	"context"
	"net"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
	"time"
)

func text(s string) Object { return Object{Type: "Text", Text: s} }

func TestFindReturnsOverlaysFirst(t *testing.T) {
	w := Window{Roots: []Object{text("Copy"), {Children: []Object{text("Copy the new one")}}}}
	var got []string
	for _, o := range w.Find("Copy") {
		got = append(got, o.Text)
	}
	if want := []string{"Copy the new one", "Copy"}; !reflect.DeepEqual(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestAPhraseGoesOnOverTheLinesOfAParagraphAndOverNothingElse(t *testing.T) {
	lines := []Object{text("Nobody is"), text("here.")}
	for _, c := range []struct {
		kind  string
		found int
	}{{"RichText", 1}, {"Container", 0}} {
		w := Window{Roots: []Object{{Type: c.kind, Children: lines}}}
		if got := len(w.Find("is here")); got != c.found {
			t.Errorf("in a %s the phrase is found %d times, want %d", c.kind, got, c.found)
		}
	}
}

func TestAskReadsWhatAnswerWrites(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("NOT TESTED: the real window is tested on Linux only")
	}
	path := filepath.Join(t.TempDir(), "socket")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	want := []Window{{Title: "Porchlight", Scale: 1, Roots: []Object{{Type: "Button", Disabled: true, Children: []Object{text("Save…")}}}}}
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		_ = Answer(conn, want)
		_ = conn.Close()
	}()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	got, err := Ask(ctx, path)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestAskSaysThatNobodyAnswers(t *testing.T) {
	if _, err := Ask(t.Context(), filepath.Join(t.TempDir(), "socket")); err == nil {
		t.Error("no error without a program")
	}
}
