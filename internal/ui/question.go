package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// question is the sheet that asks whether to close while players are connected. UI goroutine only.
type question struct {
	text  *widget.Label
	close func() // closes the sheet
}

// questionWidth is the width of its text.
const questionWidth = 54 * kit.Unit

// askToClose closes the window. While players are connected it opens the question instead.
func (w *Window) askToClose() {
	switch {
	case w.question != nil:
		return
	case w.session.Snapshot().Players == 0:
		w.close()
		return
	}
	q := &question{text: kit.NewText("")}
	w.question = q
	leave := func() {
		w.question = nil
		q.close()
	}
	keep := kit.NewSheetButton(lang.L("Keep hosting"), leave, leave)
	stop := kit.NewSheetButton(lang.L("Stop and close"), func() {
		leave()
		w.close()
	}, leave)
	stop.Importance = widget.DangerImportance
	w.renderQuestion()
	q.close = kit.OpenSheet(w.window.Canvas(), kit.Inset(1, 1, kit.FixedWidth(questionWidth, kit.Stack(kit.Unit,
		kit.Stack(-kit.Unit, kit.NewHeading(lang.L("Stop hosting and close?")), q.text),
		container.NewHBox(layout.NewSpacer(), container.NewGridWithColumns(2, kit.FixedWidth(18*kit.Unit, keep), stop))))), keep)
}

// renderQuestion shows the current number of players in the question.
func (w *Window) renderQuestion() {
	if w.question == nil {
		return
	}
	n := w.session.Snapshot().Players
	text := lang.L("{{.N}} players are connected. Closing Porchlight ends their game.", map[string]any{"N": n})
	switch n {
	case 0:
		text = lang.L("Nobody is connected any more.")
	case 1:
		text = lang.L("One player is connected. Closing Porchlight ends the game.")
	}
	if w.question.text.Text != text {
		w.question.text.SetText(text)
	}
}
