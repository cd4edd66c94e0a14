package help

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"
)

// symptomPage is the page of one symptom: the findings now, and the causes that they make likely. UI goroutine only.
type symptomPage struct {
	window   *Window
	evidence func() *diagnose.Evidence
	symptom  diagnose.Symptom

	findings *findingList
	causes   *fyne.Container                 // the views of the current causes, likeliest first
	views    map[diagnose.CauseID]*causeView // of all causes shown so far
}

// symptomPages returns the pages of the symptoms that friends report. Their links use w.
func symptomPages(evidence func() *diagnose.Evidence, w *Window) []page {
	newPage := func(id PageID, symptom diagnose.Symptom, texts symptomTexts) page {
		p := &symptomPage{
			window: w, evidence: evidence, symptom: symptom,
			findings: newFindingList(), causes: container.New(kit.StackLayout(kit.Unit)), views: map[diagnose.CauseID]*causeView{},
		}
		return page{id: id, title: texts.title, content: p.layOut(texts), update: p.update}
	}
	return []page{
		newPage(TimesOut, diagnose.TimesOut, symptomTexts{
			title:   lang.L("It waits and times out"),
			quote:   lang.L("“It waits for a long time, and then says that it timed out.”"),
			output:  "TimeoutError: timed out\n[WinError 10060]   [Errno 110]   [Errno 60]",
			meaning: lang.L("Their computer asked, and nothing came back, neither a yes nor a no."),
		}),
		newPage(Refused, diagnose.Refused, symptomTexts{
			title:   lang.L("Connection refused"),
			quote:   lang.L("“It says: connection refused.”"),
			output:  "ConnectionRefusedError\n[WinError 10061]   [Errno 111]   [Errno 61]",
			meaning: lang.L("Some computer answered, and said that nobody listens at that port. So the way is open, but something is not where their program looks for it."),
		}),
		newPage(CannotAssign, diagnose.CannotAssign, symptomTexts{
			title:   lang.L("Cannot assign address, 10049"),
			quote:   lang.L("“It says: cannot assign requested address.”"),
			output:  "OSError: Cannot assign requested address\n[WinError 10049]   [Errno 99]   [Errno 49]",
			meaning: lang.L("Their own computer said no, before anything was sent. Porchlight can see nothing of it: the cause is in their program or on their computer."),
		}),
		newPage(Freezes, diagnose.Freezes, symptomTexts{
			title:   lang.L("It connects, but freezes"),
			quote:   lang.L("“It connects, and then nothing moves.”"),
			meaning: lang.L("The way is open. Their program waits for bytes that do not come."),
		}),
	}
}

// symptomTexts are the fixed texts of a symptom page.
type symptomTexts struct {
	title   string
	quote   string // how a friend describes the symptom
	output  string // what the friend's program prints; "": nothing
	meaning string
}

// layOut returns the content of the page.
func (p *symptomPage) layOut(t symptomTexts) fyne.CanvasObject {
	lines := container.New(kit.StackLayout(-kit.Unit), kit.NewHeading(t.quote))
	if t.output != "" {
		output := kit.NewText(t.output)
		output.TextStyle.Monospace = true
		output.SizeName = theme.SizeNameCaptionText
		output.Selectable = true
		lines.Add(output)
	}
	lines.Add(kit.NewText(t.meaning))
	return kit.Stack(kit.Unit, lines,
		p.findings.panel,
		kit.NewBoldText(lang.L("Likely causes, likeliest first")),
		p.causes)
}

// update shows the current findings and causes. It reuses the views of causes, so that a focused link keeps the focus.
func (p *symptomPage) update() {
	e := p.evidence()
	findings := diagnose.Findings(e)
	if p.symptom == diagnose.Freezes {
		findings = append(findings, diagnose.PlayerFindings(e)...)
	}
	p.findings.render(findingSentences(findings, e))
	var objects []fyne.CanvasObject
	for i, c := range causesOf(p.symptom, e) {
		v := p.views[c.id]
		if v == nil {
			v = newCauseView(p.window, c)
			p.views[c.id] = v
		}
		v.render(i+1, c)
		objects = append(objects, v.box)
	}
	if !slices.Equal(objects, p.causes.Objects) {
		p.causes.Objects = objects
		p.causes.Refresh()
	}
}
