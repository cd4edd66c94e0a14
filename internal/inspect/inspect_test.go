package inspect

import (
	"context"
	"errors"
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

func TestTopKeepsTheTopmostRootOnly(t *testing.T) {
	w := Window{Roots: []Object{text("Copy"), text("Copy the new one")}}.Top()
	if len(w.Roots) != 1 || w.Roots[0].Text != "Copy the new one" {
		t.Errorf("the roots are %+v", w.Roots)
	}
	if roots := (Window{}).Top().Roots; len(roots) != 0 {
		t.Errorf("a window without roots has %+v", roots)
	}
}

func TestAPhraseSpansTheLinesOfAParagraphOnly(t *testing.T) {
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

// listen listens on a Unix socket in a folder of the test.
func listen(t *testing.T) (l net.Listener, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "socket")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l, path
}

func TestAskEndsWithItsContext(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("NOT TESTED: the real window is tested on Linux only")
	}
	_, path := listen(t) // and does not answer
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Ask(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that the context was cancelled", err)
	}
}

func TestAskReadsWhatAnswerWrites(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("NOT TESTED: the real window is tested on Linux only")
	}
	l, path := listen(t)
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

func TestAskFailsWithoutAProgram(t *testing.T) {
	if _, err := Ask(t.Context(), filepath.Join(t.TempDir(), "socket")); err == nil {
		t.Error("no error without a program")
	}
}
