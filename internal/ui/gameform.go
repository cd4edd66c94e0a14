package ui

import (
	"bytes"
	"errors"
	"slices"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// gameForm edits one game: each field with what it is for, checked as it is typed. UI goroutine only.
type gameForm struct {
	box       *container.Scroll
	game      *game.Game // as edited; nil while there is none
	folder    string     // where files that the game names lie
	lines     []*formLine
	onChanged func(ok bool)
	filling   bool
}

// formLine is one field on the form.
type formLine struct {
	field
	hint  *widget.Label
	entry *widget.Entry  // for texts
	pick  *widget.Select // for choices
	check *widget.Check  // for yes or no
	bad   bool           // what is typed cannot be one
}

func newGameForm(folder string, onChanged func(ok bool)) *gameForm {
	f := &gameForm{folder: folder, onChanged: onChanged}
	var all []fyne.CanvasObject
	for _, described := range fields() {
		l := &formLine{field: described, hint: widget.NewLabel(described.help)}
		l.hint.Wrapping = fyne.TextWrapWord
		l.hint.SizeName = theme.SizeNameCaptionText
		l.hint.Importance = widget.LowImportance
		f.lines = append(f.lines, l)
		all = append(all, kit.Stack(-kit.Unit/2, f.input(l), l.hint))
	}
	f.box = container.NewVScroll(kit.Inset(1, 0, kit.Stack(0, all...)))
	return f
}

// input makes what a line is typed into, under its name.
func (f *gameForm) input(l *formLine) fyne.CanvasObject {
	typed := func(s string) { f.typed(l, s) }
	var into fyne.CanvasObject
	switch {
	case l.yes != nil:
		l.check = widget.NewCheck(l.label, func(yes bool) {
			if f.game != nil {
				*(*l.yes)(f.game) = yes
				f.review()
			}
		})
		return l.check
	case l.open:
		entry := widget.NewSelectEntry(l.choices)
		entry.OnChanged = typed
		l.entry, into = &entry.Entry, f.oneLine(entry)
	case l.choices != nil:
		l.pick = widget.NewSelect(l.choices, typed)
		into = l.pick
	case l.lines:
		l.entry = widget.NewMultiLineEntry()
		l.entry.SetMinRowsVisible(2)
		l.entry.OnChanged, into = typed, l.entry
	default:
		l.entry = widget.NewEntry()
		l.entry.OnChanged, into = typed, f.oneLine(l.entry)
	}
	name := widget.NewLabelWithStyle(l.label, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return kit.Stack(-kit.Unit/2, name, into)
}

func (f *gameForm) oneLine(entry fyne.CanvasObject) fyne.CanvasObject {
	return kit.ForwardScroll(entry, func() *container.Scroll { return f.box })
}

// typed takes in what was typed into a line.
func (f *gameForm) typed(l *formLine, s string) {
	if f.game == nil || f.filling {
		return
	}
	l.bad = !l.write(f.game, s)
	f.review()
}

// fill shows a game, which the form changes from then on; locked shows it without letting it be
// changed.
func (f *gameForm) fill(g *game.Game, locked bool) {
	f.game, f.filling = g, true
	for _, l := range f.lines {
		l.bad = false
		switch {
		case l.check != nil:
			l.check.SetChecked(*(*l.yes)(g))
			kit.SetEnabled(l.check, !locked)
		case l.pick != nil:
			l.pick.SetSelected(l.read(g))
			kit.SetEnabled(l.pick, !locked)
		default:
			l.entry.SetText(l.read(g))
			kit.SetEnabled(l.entry, !locked)
		}
	}
	f.filling = false
	f.review()
}

// differs tells whether the form shows something else than a game.
func (f *gameForm) differs(g *game.Game) bool {
	bad := slices.ContainsFunc(f.lines, func(l *formLine) bool { return l.bad })
	return bad || !bytes.Equal(gamefile.Encode(f.game), gamefile.Encode(g))
}

// review says beside the field what is wrong with the game, if anything.
func (f *gameForm) review() {
	if f.filling {
		return
	}
	err := gamefile.Check(f.game, f.folder)
	wrong, _ := errors.AsType[*gamefile.Error](err)
	at := ""
	if wrong != nil {
		at = wrong.Key
	}
	if at == "rule" && f.game.Rule == game.RuleReply {
		at = "reply" // a file has no line for what is missing; the form has
	}
	ok := err == nil
	for _, l := range f.lines {
		text, importance := l.help, widget.LowImportance
		switch {
		case l.bad:
			text, importance, ok = l.instead+" "+l.help, widget.DangerImportance, false
		case at == l.key && wrong != nil:
			text, importance = wrong.What, widget.DangerImportance
		}
		if l.hint.Text != text || l.hint.Importance != importance {
			l.hint.Importance = importance
			l.hint.SetText(text)
		}
	}
	f.onChanged(ok)
}
