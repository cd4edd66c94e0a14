package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/assets"
)

// asksAbout opens the window that tells of a program, and puts the person before it.
func (p *person) asksAbout(of About) *harness {
	p.t.Helper()
	p.About = of
	p.press("More")
	p.press("About Porchlight")
	return p.before(p.Window.about.window)
}

func TestAboutTellsTheVersionTheCommitAndWhereFilesAreKept(t *testing.T) {
	for want, of := range map[string]About{
		"Version 0.1.0|Your settings and games are kept in /home/ada/p":                                                             {Version: "0.1.0", Folder: "/home/ada/p"},
		"Version 0.1.0, made from commit 1234abc|kept in /p":                                                                        {Version: "0.1.0", Commit: "1234abc", Folder: "/p"},
		"Version 0.1.0, made from commit 1234abc with changes|kept in /p":                                                           {Version: "0.1.0", Commit: "1234abc", Changed: true, Folder: "/p"},
		"Version 0.1.0|Your settings and games are kept beside the program, in /stick, since a file named portable.txt lies there.": {Version: "0.1.0", Folder: "/stick", Portable: true},
	} {
		p := open(t).asksAbout(of)
		texts := strings.Join(p.texts(), "\n") + "\n"
		version, kept, _ := strings.Cut(want, "|")
		if !strings.Contains(texts, version+"\n") || !strings.Contains(texts, kept+"\n") {
			t.Errorf("of %+v it tells\n%s", of, texts)
		}
	}
}

func TestAboutShowsTheLicenceOfEachPartByMouseAndByKeyboard(t *testing.T) {
	main := open(t)
	p := main.asksAbout(About{Version: "0.1.0"})
	v := main.about
	p.sees("the Porchlight authors") // the program's own comes first
	p.press("fyne.io/fyne/v2")
	p.sees("Copyright (C) 2018 Fyne.io")
	if p.shows("the Porchlight authors") {
		t.Error("the program's own licence stays")
	}

	p.win.Canvas().Focus(v.list)
	v.list.ScrollToTop()
	seen := map[string]bool{}
	for range v.parts {
		p.presses(fyne.KeyUp)
	}
	for range v.parts {
		seen[v.name.Text] = true
		if len(v.text.Text) < 200 {
			t.Errorf("the licence of %s is %q", v.name.Text, v.text.Text)
		}
		p.presses(fyne.KeyDown)
	}
	for _, part := range v.parts {
		if !seen[part.Name] {
			t.Fatalf("the keys do not lead to the licence of %s", part.Name)
		}
	}
	p.presses(fyne.KeyPageDown)
	if v.reader.scroll.Offset.Y == 0 {
		t.Error("Page down does not scroll the licence")
	}
	p.presses(fyne.KeyEscape)
	if !v.window.(*watchedWindow).hidden {
		t.Error("Escape does not close the window")
	}
}

func TestALicenceIsShownInTheWidthThereIsWithoutAWordLost(t *testing.T) {
	for _, part := range assets.Licences() {
		shown := unbroken(part.Text)
		if got, want := strings.Join(strings.Fields(shown), " "), strings.Join(strings.Fields(part.Text), " "); got != want {
			t.Errorf("the words of the licence of %s are not the same", part.Name)
		}
	}
	const text = "The title\n\nCopyright (c) 2026, somebody with a long name and an address\nCopyright (c) 2025, somebody else\n\nPermission is granted to whoever reads this, in\nas many lines as there are. Provided that:\n\n  1. the first point is long enough to go over the\n     end of a line;\n  2. the second is not."
	const want = "The title\n\nCopyright (c) 2026, somebody with a long name and an address\nCopyright (c) 2025, somebody else\n\nPermission is granted to whoever reads this, in as many lines as there are. Provided that:\n\n1. the first point is long enough to go over the end of a line;\n2. the second is not."
	if got := unbroken(text); got != want {
		t.Errorf("it is shown as\n%s\nwant\n%s", got, want)
	}
}
