package about

import (
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"porchlight/assets"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// windowHarness drives a window About.
type windowHarness struct {
	*uitest.Harness
	*Window
}

// open shows the window for a build.
func open(t testing.TB, b Build) *windowHarness {
	t.Helper()
	app := uitest.NewApp(theme.VariantDark)
	app.Settings().SetTheme(kit.NewTheme())
	w := New(app, b)
	w.Show()
	t.Cleanup(w.window.Close)
	return &windowHarness{uitest.New(t, app, w.window, uitest.NewQueue()), w}
}

func TestAboutShowsTheVersionTheCommitAndTheFolder(t *testing.T) {
	for want, b := range map[string]Build{
		"Version 0.1.0|Your settings and games are kept in /home/ada/p":                                                             {Version: "0.1.0", Folder: "/home/ada/p"},
		"Version 0.1.0, made from commit 1234abc|kept in /p":                                                                        {Version: "0.1.0", Commit: "1234abc", Folder: "/p"},
		"Version 0.1.0, made from commit 1234abc with changes|kept in /p":                                                           {Version: "0.1.0", Commit: "1234abc", Changed: true, Folder: "/p"},
		"Version 0.1.0|Your settings and games are kept beside the program, in /stick, since a file named portable.txt lies there.": {Version: "0.1.0", Folder: "/stick", Portable: true},
	} {
		h := open(t, b)
		texts := strings.Join(h.Texts(), "\n") + "\n"
		version, kept, _ := strings.Cut(want, "|")
		if !strings.Contains(texts, version+"\n") || !strings.Contains(texts, kept+"\n") {
			t.Errorf("of %+v it says\n%s", b, texts)
		}
	}
}

func TestAboutShowsTheLicenceOfEachPartByMouseAndByKeyboard(t *testing.T) {
	h := open(t, Build{Version: "0.1.0"})
	h.WaitForText("the Porchlight authors") // the program's own comes first
	h.Click("fyne.io/fyne/v2")
	h.WaitForText("Copyright (C) 2018 Fyne.io")
	if h.Shows("the Porchlight authors") {
		t.Error("the program's own licence stays")
	}

	if h.window.Canvas().Focused() != h.list {
		t.Error("the list does not have the focus")
	}
	h.list.ScrollToTop()
	seen := map[string]bool{}
	for range h.parts {
		h.PressWindowKey(fyne.KeyUp)
	}
	for range h.parts {
		seen[h.name.Text] = true
		if len(h.text.Text) < 200 {
			t.Errorf("the licence of %s is %q", h.name.Text, h.text.Text)
		}
		h.PressWindowKey(fyne.KeyDown)
	}
	for _, part := range h.parts {
		if !seen[part.Name] {
			t.Fatalf("the keys do not lead to the licence of %s", part.Name)
		}
	}
	h.PressWindowKey(fyne.KeyPageDown)
	if h.reader.Scroll.Offset.Y == 0 {
		t.Error("Page down does not scroll the licence")
	}
	h.PressWindowKey(fyne.KeyEscape)
	if !h.window.(*uitest.Window).Hidden {
		t.Error("Escape does not close the window")
	}
}

func TestALicenceIsShownInTheWidthThereIsWithoutAWordLost(t *testing.T) {
	for _, part := range assets.Licences() {
		shown := kit.UnwrapLines(part.Text)
		if got, want := strings.Join(strings.Fields(shown), " "), strings.Join(strings.Fields(part.Text), " "); got != want {
			t.Errorf("the words of the licence of %s are not the same", part.Name)
		}
	}
	const text = "The title\n\nCopyright (c) 2026, somebody with a long name and an address\nCopyright (c) 2025, somebody else\n\nPermission is granted to whoever reads this, in\nas many lines as there are. Provided that:\n\n  1. the first point is long enough to go over the\n     end of a line;\n  2. the second is not."
	const want = "The title\n\nCopyright (c) 2026, somebody with a long name and an address\nCopyright (c) 2025, somebody else\n\nPermission is granted to whoever reads this, in as many lines as there are. Provided that:\n\n1. the first point is long enough to go over the end of a line;\n2. the second is not."
	if got := kit.UnwrapLines(text); got != want {
		t.Errorf("it is shown as\n%s\nwant\n%s", got, want)
	}
}

// longest is a build with the longest texts.
var longest = Build{Version: "0.1.0", Commit: "1234abc", Changed: true, Portable: true, Folder: "/media/ada/A stick with a long name/" + strings.Repeat("games and more/", 6)}

func TestTheWindowFitsAndCanBeRead(t *testing.T) { uitest.CheckWindow(t, open(t, longest).Harness) }

func TestEveryControlIsReachedByTheKeyboard(t *testing.T) {
	uitest.CheckTabReaches(t, open(t, longest).Harness)
}

func TestEscapeHidesTheWindow(t *testing.T) { uitest.CheckEscapeHides(t, open(t, longest).Harness) }

func TestHideHidesTheWindow(t *testing.T) {
	h := open(t, longest)
	if h.Hide(); !h.window.(*uitest.Window).Hidden {
		t.Error("the window is not hidden")
	}
}
