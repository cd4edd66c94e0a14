package games

import (
	"bytes"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/ui/kit"
)

// form edits one game. Each field has a hint below it, which says what is wrong with the field as the person types.
// UI goroutine only.
type form struct {
	scroll    *container.Scroll
	game      *game.Game // as edited; nil before the first fill
	folder    string     // of the files that the game names
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
	f := &form{folder: folder, onChanged: onChanged}
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

// fill shows a game, which the form changes from then on. If locked, the person cannot change it.
func (f *form) fill(g *game.Game, locked bool) {
	f.game, f.filling = g, true
	for _, in := range f.inputs {
		in.invalid = false
		switch {
		case in.check != nil:
			in.check.SetChecked(*in.flag(g))
			kit.SetEnabled(in.check, !locked)
		case in.choice != nil:
			in.choice.SetSelected(in.read(g))
			kit.SetEnabled(in.choice, !locked)
		default:
			in.entry.SetText(in.read(g))
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

// validate shows the game's error, if any, in the hint of the field that it is about, and calls onChanged.
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
		key = "reply" // a missing key is an error of the rule in a file; the form has a field for it
	}
	valid := err == nil
	for _, in := range f.inputs {
		text, importance := in.help, widget.LowImportance
		switch {
		case in.invalid:
			text, importance, valid = in.correction+" "+in.help, widget.DangerImportance, false
		case key == in.key && invalid != nil:
			text, importance = invalid.What, widget.DangerImportance
		}
		if in.hint.Text != text || in.hint.Importance != importance {
			in.hint.Importance = importance
			in.hint.SetText(text)
		}
	}
	f.onChanged(valid)
}
