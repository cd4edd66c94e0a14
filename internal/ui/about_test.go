package ui

import (
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"

	"porchlight/assets"
)

// clickAbout opens the window About with the menu.
func (h *windowHarness) clickAbout(of About) *uitest.Harness {
	h.T.Helper()
	h.About = of
	h.Click("More")
	h.Click("About Porchlight")
	return h.For(h.Window.about.window)
}

func TestAboutShowsTheVersionTheCommitAndTheFolder(t *testing.T) {
	for want, of := range map[string]About{
		"Version 0.1.0|Your settings and games are kept in /home/ada/p":                                                             {Version: "0.1.0", Folder: "/home/ada/p"},
		"Version 0.1.0, made from commit 1234abc|kept in /p":                                                                        {Version: "0.1.0", Commit: "1234abc", Folder: "/p"},
		"Version 0.1.0, made from commit 1234abc with changes|kept in /p":                                                           {Version: "0.1.0", Commit: "1234abc", Changed: true, Folder: "/p"},
		"Version 0.1.0|Your settings and games are kept beside the program, in /stick, since a file named portable.txt lies there.": {Version: "0.1.0", Folder: "/stick", Portable: true},
	} {
		p := open(t).clickAbout(of)
		texts := strings.Join(p.Texts(), "\n") + "\n"
		version, kept, _ := strings.Cut(want, "|")
		if !strings.Contains(texts, version+"\n") || !strings.Contains(texts, kept+"\n") {
			t.Errorf("of %+v it tells\n%s", of, texts)
		}
	}
}

func TestAboutShowsTheLicenceOfEachPartByMouseAndByKeyboard(t *testing.T) {
	main := open(t)
	p := main.clickAbout(About{Version: "0.1.0"})
	v := main.about
	p.WaitForText("the Porchlight authors") // the program's own comes first
	p.Click("fyne.io/fyne/v2")
	p.WaitForText("Copyright (C) 2018 Fyne.io")
	if p.Shows("the Porchlight authors") {
		t.Error("the program's own licence stays")
	}

	p.Window.Canvas().Focus(v.list)
	v.list.ScrollToTop()
	seen := map[string]bool{}
	for range v.parts {
		p.PressWindowKey(fyne.KeyUp)
	}
	for range v.parts {
		seen[v.name.Text] = true
		if len(v.text.Text) < 200 {
			t.Errorf("the licence of %s is %q", v.name.Text, v.text.Text)
		}
		p.PressWindowKey(fyne.KeyDown)
	}
	for _, part := range v.parts {
		if !seen[part.Name] {
			t.Fatalf("the keys do not lead to the licence of %s", part.Name)
		}
	}
	p.PressWindowKey(fyne.KeyPageDown)
	if v.reader.Scroll.Offset.Y == 0 {
		t.Error("Page down does not scroll the licence")
	}
	p.PressWindowKey(fyne.KeyEscape)
	if !v.window.(*uitest.Window).Hidden {
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
