package ui

import (
	"slices"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// around are what a page needs of the window around it.
type around struct {
	see    func() *diagnose.Evidence
	goTo   func(page string)
	reveal func(fyne.CanvasObject) // scrolls until that is in sight
}

// answer is a page on one of the answers that friends give. UI goroutine only.
type answer struct {
	around
	symptom diagnose.Symptom

	seen  *findingList
	list  *fyne.Container
	views map[diagnose.CauseID]*causeView
}

// answerPages are the pages on what friends say that they see.
func answerPages(a around) []helpPage {
	return []helpPage{
		a.page(pageTimesOut, lang.L("It waits and times out"),
			lang.L("“It waits for a long time, and then says that it timed out.”"),
			"TimeoutError: timed out\n[WinError 10060]   [Errno 110]   [Errno 60]",
			lang.L("Their computer asked, and nothing came back, neither a yes nor a no."),
			diagnose.TimesOut),
		a.page(pageRefused, lang.L("Connection refused"),
			lang.L("“It says: connection refused.”"),
			"ConnectionRefusedError\n[WinError 10061]   [Errno 111]   [Errno 61]",
			lang.L("Some computer answered, and said that nobody listens at that port. So the way is open, but something is not where their program looks for it."),
			diagnose.Refused),
		a.page(pageCannotAssign, lang.L("Cannot assign address, 10049"),
			lang.L("“It says: cannot assign requested address.”"),
			"OSError: Cannot assign requested address\n[WinError 10049]   [Errno 99]   [Errno 49]",
			lang.L("Their own computer said no, before anything was sent. Porchlight can see nothing of it: the cause is in their program or on their computer."),
			diagnose.CannotAssign),
		a.page(pageFreezes, lang.L("It connects, but freezes"),
			lang.L("“It connects, and then nothing moves.”"),
			"",
			lang.L("The way is open. Their program waits for bytes that do not come."),
			diagnose.Freezes),
	}
}

// page makes the page on one answer: what the friend says and what their program prints, what it
// means, what Porchlight sees, and what to do.
func (a around) page(id, title, says, prints, means string, symptom diagnose.Symptom) helpPage {
	p := &answer{
		around: a, symptom: symptom,
		seen: newFindingList(), list: container.New(kit.StackLayout(kit.Unit)), views: map[diagnose.CauseID]*causeView{},
	}
	lines := container.New(kit.StackLayout(-kit.Unit), kit.NewHeading(says))
	if prints != "" {
		code := kit.NewText(prints)
		code.TextStyle.Monospace = true
		code.SizeName = theme.SizeNameCaptionText
		code.Selectable = true
		lines.Add(code)
	}
	lines.Add(kit.NewText(means))
	return helpPage{
		id: id, title: title, turnedTo: p.update,
		content: kit.Stack(kit.Unit, lines,
			p.seen.panel(),
			kit.NewBoldText(lang.L("Likely causes, likeliest first")),
			p.list),
	}
}

// update shows what Porchlight sees now and what that makes likely. What stays is not made anew, so
// that it keeps the focus.
func (p *answer) update() {
	e := p.see()
	seen := diagnose.Findings(e)
	if p.symptom == diagnose.Freezes {
		seen = append(seen, diagnose.PlayerFindings(e)...)
	}
	p.seen.show(findingSentences(seen, e))
	var objects []fyne.CanvasObject
	for i, c := range causesOf(p.symptom, e) {
		v := p.views[c.id]
		if v == nil {
			v = newCauseView(p.around, c)
			p.views[c.id] = v
		}
		v.show(i+1, c)
		objects = append(objects, v.box)
	}
	if !slices.Equal(objects, p.list.Objects) {
		p.list.Objects = objects
		p.list.Refresh()
	}
}

// causeView shows one cause.
type causeView struct {
	box         fyne.CanvasObject
	title, text *widget.Label
	ways        []*widget.Label
}

func newCauseView(a around, c cause) *causeView {
	v := &causeView{title: kit.NewBoldText(""), text: kit.NewText("")}
	lines := container.New(kit.StackLayout(-kit.Unit), v.title, v.text)
	for _, w := range c.ways {
		l := kit.NewText("")
		v.ways = append(v.ways, l)
		lines.Add(onSystem(w.system, l))
	}
	rows := container.New(kit.StackLayout(0), lines)
	for _, page := range c.pages {
		rows.Add(kit.Inset(0.5, 0.25, container.NewHBox(newPageLink(a, page), layout.NewSpacer())))
	}
	rows.Add(kit.Inset(1, 0.5, widget.NewSeparator()))
	v.box = rows
	return v
}

// systemWidth is room for the name of a system.
const systemWidth = 11 * kit.Unit

// onSystem puts the name of a system before what to do on it.
func onSystem(name string, what fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.FixedWidth(systemWidth, container.NewVBox(kit.NewBoldText(name))), nil, what)
}

func (v *causeView) show(number int, c cause) {
	kit.SetLabel(v.title, lang.L("{{.Number}}. {{.Cause}}", map[string]any{"Number": number, "Cause": c.title}))
	kit.SetLabel(v.text, c.text)
	for i, w := range c.ways {
		kit.SetLabel(v.ways[i], w.text)
	}
}

// findingList shows findings, each with a sign of its own shape.
type findingList struct {
	box  *fyne.Container
	list []finding
}

func newFindingList() *findingList {
	return &findingList{box: container.New(kit.StackLayout(-kit.Unit))}
}

// panel is the list with its heading.
func (l *findingList) panel() fyne.CanvasObject {
	return kit.NewPanel(theme.ColorNameBackground, kit.Inset(0.5, 0.25, kit.Stack(-kit.Unit, kit.NewBoldText(lang.L("What Porchlight sees right now")), l.box)))
}

func (l *findingList) show(list []finding) {
	if slices.Equal(list, l.list) {
		return
	}
	l.list = list
	l.box.RemoveAll()
	for _, f := range list {
		icon := theme.ConfirmIcon()
		switch f.mark {
		case diagnose.Attention:
			icon = theme.NewPrimaryThemedResource(theme.WarningIcon())
		case diagnose.Unknown:
			icon = theme.QuestionIcon()
		case diagnose.Good:
		}
		sign := container.NewVBox(kit.Inset(0.5, 0.75, widget.NewIcon(icon)))
		l.box.Add(container.NewBorder(nil, nil, sign, nil, kit.NewText(f.text)))
	}
}

// pageLink is a button that turns to another page of the help.
type pageLink struct {
	widget.Button
	reveal func(fyne.CanvasObject)
}

func newPageLink(a around, page string) *pageLink {
	l := &pageLink{reveal: a.reveal}
	l.Text, l.Icon, l.IconPlacement = linkText(page), theme.NavigateNextIcon(), widget.ButtonIconTrailingText
	l.OnTapped = func() { a.goTo(page) }
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements fyne.Focusable: what has the focus is in sight.
func (l *pageLink) FocusGained() {
	l.Button.FocusGained()
	l.reveal(l)
}

// linkText is what a button says that leads to a page.
func linkText(page string) string {
	switch page {
	case pageSameNetwork:
		return lang.L("Compare addresses")
	case pageFirewall:
		return lang.L("Look at the firewall")
	case pageTwoNetworks:
		return lang.L("Two networks at once")
	}
	return lang.L("Friends elsewhere")
}
