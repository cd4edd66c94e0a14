package help

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"
)

// findingList is a panel of findings, each with the icon of its mark. The icons differ in shape, not in colour alone.
type findingList struct {
	panel    fyne.CanvasObject
	rows     *fyne.Container
	findings []finding // in rows
}

func newFindingList() *findingList {
	rows := container.New(kit.StackLayout(-kit.Unit))
	heading := kit.NewBoldText(lang.L("What Porchlight sees right now"))
	return &findingList{
		panel: kit.NewPanel(theme.ColorNameBackground, kit.Inset(0.5, 0.25, kit.Stack(-kit.Unit, heading, rows))),
		rows:  rows,
	}
}

// render shows findings; it makes the rows anew only if the findings have changed.
func (l *findingList) render(findings []finding) {
	if slices.Equal(findings, l.findings) {
		return
	}
	l.findings = findings
	l.rows.RemoveAll()
	for _, f := range findings {
		icon := theme.ConfirmIcon()
		switch f.mark {
		case diagnose.Attention:
			icon = theme.NewPrimaryThemedResource(theme.WarningIcon())
		case diagnose.Unknown:
			icon = theme.QuestionIcon()
		case diagnose.Good:
		}
		left := container.NewVBox(kit.Inset(0.5, 0.75, widget.NewIcon(icon)))
		l.rows.Add(container.NewBorder(nil, nil, left, nil, kit.NewText(f.text)))
	}
}
