package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// causeView shows one cause with its remedies and with links to other pages.
type causeView struct {
	box         fyne.CanvasObject
	title, text *widget.Label
	remedies    []*widget.Label // as cause.remedies
}

func newCauseView(w *Window, c cause) *causeView {
	v := &causeView{title: kit.NewBoldText(""), text: kit.NewText("")}
	lines := container.New(kit.StackLayout(-kit.Unit), v.title, v.text)
	for _, r := range c.remedies {
		label := kit.NewText("")
		v.remedies = append(v.remedies, label)
		lines.Add(systemRow(r.system, label))
	}
	rows := container.New(kit.StackLayout(0), lines)
	for _, id := range c.links {
		rows.Add(kit.Inset(0.5, 0.25, container.NewHBox(newPageLink(w, id), layout.NewSpacer())))
	}
	rows.Add(kit.Inset(1, 0.5, widget.NewSeparator()))
	v.box = rows
	return v
}

// render updates the texts, which change with the evidence. number is the cause's position, from 1.
func (v *causeView) render(number int, c cause) {
	kit.SetLabel(v.title, lang.L("{{.Number}}. {{.Cause}}", map[string]any{"Number": number, "Cause": c.title}))
	kit.SetLabel(v.text, c.text)
	for i, r := range c.remedies {
		kit.SetLabel(v.remedies[i], r.text)
	}
}

// systemWidth fits the name of an operating system.
const systemWidth = 11 * kit.Unit

// systemRow puts the name of an operating system to the left of content.
func systemRow(system string, content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.FixedWidth(systemWidth, container.NewVBox(kit.NewBoldText(system))), nil, content)
}
