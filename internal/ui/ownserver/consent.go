package ownserver

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"porchlight/internal/plainfile"
	"porchlight/internal/printable"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// maxPreview is the size, in bytes, of the largest file that the question shows. It is shown as a whole or not at all, so
// that nothing hides below the part that is shown.
const maxPreview = 64 << 10

// Sizes of the question, in Fyne's pixels.
const (
	questionWidth float32 = 60 * kit.Unit
	previewHeight float32 = 12 * kit.Unit
)

// AskConsent asks over a canvas whether the program that a ConsentError is about may run, and calls answer once. preview
// is of Preview. Enter and Escape do not run it, and neither does a click that comes too soon to have been meant.
func AskConsent(c fyne.Canvas, e *session.ConsentError, preview string, answer func(run bool)) {
	var leave func()
	var guard kit.ClickGuard
	guard.Changed()
	done := func(run bool) {
		leave()
		answer(run)
	}
	refuse := func() { done(false) }
	no := kit.NewSheetButton(lang.L("Don't run it"), refuse, refuse)
	yes := kit.NewSheetButton(lang.L("Run it"), func() {
		if guard.IsSettled() {
			done(true)
		}
	}, refuse)
	command := kit.NewMonoLabel()
	command.Wrapping = fyne.TextWrapBreak
	command.SetText(e.Command.String())
	parts := []fyne.CanvasObject{
		kit.NewHeading(lang.L("Run this program?")),
		kit.NewText(lang.L("This game starts a program on this computer. It can do everything that you can do here. Only run programs of people you trust.")),
		command,
	}
	if e.Command.Folder != "" {
		parts = append(parts, kit.NewNote(lang.L("in the folder {{.Folder}}", map[string]any{"Folder": printable.Escape(e.Command.Folder)})))
	}
	if preview == "" {
		parts = append(parts, kit.NewNote(lang.L("Porchlight cannot show what is in it.")))
	} else {
		text := kit.NewMonoLabel()
		text.SetText(preview)
		scroll := container.NewScroll(text)
		scroll.SetMinSize(fyne.NewSize(0, previewHeight))
		parts = append(parts, kit.NewPanel(kit.ColorNotice, scroll))
	}
	leave = kit.OpenSheet(c, kit.Inset(1, 1, kit.FixedWidth(questionWidth, kit.Stack(kit.Unit,
		kit.Stack(-kit.Unit/2, parts...),
		container.NewHBox(layout.NewSpacer(), container.NewGridWithColumns(2, kit.FixedWidth(18*kit.Unit, no), yes))))), no)
}

// Preview returns the text of the file that a command runs, as AskConsent shows it; "" if it is too large or is not text.
// It reads the file.
func Preview(e *session.ConsentError) string {
	file := e.Command.File()
	if file == "" {
		return ""
	}
	b, err := plainfile.Read(file, maxPreview)
	if err != nil || !utf8.Valid(b) {
		return ""
	}
	return lines(string(b))
}

// lines returns a text of several lines that is safe to show.
func lines(text string) string {
	var shown []string
	for line := range strings.Lines(text) {
		shown = append(shown, printable.Escape(strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", "    ")))
	}
	return strings.Join(shown, "\n")
}
