package games

import (
	"bytes"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/ui/kit"
)

// form edits one game. Each field has a hint below it, which shows the error in its text while the person types.
// UI goroutine only.
type form struct {
	scroll    *container.Scroll
	problem   *widget.Label // an error that belongs to no field; hidden if there is none
	game      *game.Game    // as edited; nil before the first fill
	valid     bool          // the game can be saved
	folder    string        // of the files that the game names
	inputs    []*input
	onChanged func(valid bool)
	filling   bool // fill is under way: inputs change by program
}

// input is the widgets of one field: one of entry, choice and check, and the hint.
type input struct {
	field
	hint    *widget.Label
	entry   *widget.Entry  // for text
	choice  *widget.Select // for one of the field's choices
	check   *widget.Check  // for a flag
	invalid bool           // the text is no value of the field
}

func newForm(folder string, onChanged func(valid bool)) *form {
	f := &form{folder: folder, onChanged: onChanged, problem: widget.NewLabel("")}
	f.problem.Wrapping = fyne.TextWrapWord
	f.problem.Importance = widget.DangerImportance
	f.problem.Hide()
	var all []fyne.CanvasObject
	for _, described := range fields() {
		in := &input{field: described, hint: widget.NewLabel(described.help)}
		in.hint.Wrapping = fyne.TextWrapWord
		in.hint.SizeName = theme.SizeNameCaptionText
		in.hint.Importance = widget.LowImportance
		f.inputs = append(f.inputs, in)
		all = append(all, kit.Stack(-kit.Unit/2, f.build(in), in.hint))
	}
	f.scroll = container.NewVScroll(kit.Inset(1, 0, kit.Stack(0, all...)))
	return f
}

// build makes the widget of an input, below its label.
func (f *form) build(in *input) fyne.CanvasObject {
	onChanged := func(s string) { f.onTextChanged(in, s) }
	var content fyne.CanvasObject
	switch {
	case in.flag != nil:
		in.check = widget.NewCheck(in.label, func(yes bool) {
			if f.game != nil {
				*in.flag(f.game) = yes
				f.validate()
			}
		})
		return in.check
	case in.freeText:
		entry := widget.NewSelectEntry(in.choices)
		entry.OnChanged = onChanged
		in.entry, content = &entry.Entry, f.forwardScroll(entry)
	case in.choices != nil:
		in.choice = widget.NewSelect(in.choices, onChanged)
		content = in.choice
	case in.multiline:
		in.entry = widget.NewMultiLineEntry()
		in.entry.SetMinRowsVisible(2)
		in.entry.OnChanged, content = onChanged, in.entry
	default:
		in.entry = widget.NewEntry()
		in.entry.OnChanged, content = onChanged, f.forwardScroll(in.entry)
	}
	label := widget.NewLabelWithStyle(in.label, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	return kit.Stack(-kit.Unit/2, label, content)
}

// forwardScroll has the mouse wheel over an entry of one line scroll the form.
func (f *form) forwardScroll(entry fyne.CanvasObject) fyne.CanvasObject {
	return kit.ForwardScroll(entry, func() *container.Scroll { return f.scroll })
}

// onTextChanged writes the text of an input to the game.
func (f *form) onTextChanged(in *input, s string) {
	if f.game == nil || f.filling {
		return
	}
	in.invalid = !in.write(f.game, s)
	f.validate()
}

// edits is a game as edited, with the texts that are no values of their fields, by key.
type edits struct {
	game    *game.Game
	invalid map[string]string
}

// edits returns what the form shows, for restore. The form must be filled with another game before it is changed.
func (f *form) edits() edits {
	e := edits{f.game, map[string]string{}}
	for _, in := range f.inputs {
		if in.invalid {
			e.invalid[in.key] = in.entry.Text
		}
	}
	return e
}

// fill shows a game, which the form changes from then on. If locked, the person cannot change it.
func (f *form) fill(g *game.Game, locked bool) { f.show(edits{game: g}, locked) }

// restore shows edits.
func (f *form) restore(e edits) { f.show(e, false) }

func (f *form) show(e edits, locked bool) {
	f.game, f.filling = e.game, true
	for _, in := range f.inputs {
		text, invalid := e.invalid[in.key]
		in.invalid = invalid
		switch {
		case in.check != nil:
			in.check.SetChecked(*in.flag(f.game))
			kit.SetEnabled(in.check, !locked)
		case in.choice != nil:
			in.choice.SetSelected(in.read(f.game))
			kit.SetEnabled(in.choice, !locked)
		default:
			if !invalid {
				text = in.read(f.game)
			}
			in.entry.SetText(text)
			kit.SetEnabled(in.entry, !locked)
		}
	}
	f.filling = false
	f.validate()
}

// differs reports whether the form was changed from a game.
func (f *form) differs(g *game.Game) bool {
	invalid := slices.ContainsFunc(f.inputs, func(in *input) bool { return in.invalid })
	return invalid || !bytes.Equal(gamefile.Encode(f.game), gamefile.Encode(g))
}

// validate shows the game's error, if any, and calls onChanged. The error is shown in the hint of its field, or above the
// form if it concerns no single field.
func (f *form) validate() {
	if f.filling {
		return
	}
	err := gamefile.Check(f.game, f.folder)
	invalid, _ := errors.AsType[*gamefile.Error](err)
	key := ""
	if invalid != nil {
		key = invalid.Key
	}
	if key == "rule" && f.game.Rule == game.RuleReply {
		key = "reply" // a game file reports the missing key at the rule that needs it; the form has an empty field to correct
	}
	f.valid = err == nil
	hasField := false
	for _, in := range f.inputs {
		text, importance := in.help, widget.LowImportance
		isWrong := invalid != nil && key == in.key
		if bytesKey := gamefile.BytesKey(f.game, in.key); bytesKey != "" {
			text = lang.L("The game's file has this as {{.Key}}, which stays.", map[string]any{"Key": bytesKey}) + " " + in.help
		}
		switch {
		case in.invalid:
			text, importance, f.valid = in.correction+" "+in.help, widget.DangerImportance, false
		case isWrong:
			text, importance = invalid.What, widget.DangerImportance
		}
		if in.hint.Text != text || in.hint.Importance != importance {
			in.hint.Importance = importance
			in.hint.SetText(text)
		}
		hasField = hasField || isWrong
	}
	f.showProblem(err, hasField)
	f.onChanged(f.valid)
}

// showProblem shows an error above the form, unless a field shows it.
func (f *form) showProblem(err error, hasField bool) {
	text := ""
	if invalid, ok := errors.AsType[*gamefile.Error](err); ok && !hasField {
		text = invalid.What
	}
	f.problem.SetText(text)
	kit.SetVisible(f.problem, text != "")
}
