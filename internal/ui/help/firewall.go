package help

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/ui/kit"
)

// firewallPage shows what the firewalls of this computer mean for friends, and how to let friends in. It changes no
// firewall. UI goroutine only.
type firewallPage struct {
	params     Params
	ctx        context.Context // its end ends reading and opening
	content    fyne.CanvasObject
	results    *fyne.Container // of the newest report
	recheck    *widget.Button
	openFailed *widget.Label // shown if the settings did not open
	cancel     context.CancelFunc
	reads      int // counts reads, so that an older report does not replace a newer one
}

func newFirewallPage(ctx context.Context, params Params) *firewallPage {
	p := &firewallPage{params: params, ctx: ctx, results: container.New(kit.StackLayout(kit.Unit)), cancel: func() {}}
	p.recheck = widget.NewButtonWithIcon(lang.L("Look again"), theme.ViewRefreshIcon(), p.read)
	p.openFailed = kit.NewText(lang.L("The settings did not open. Open your computer's settings yourself, and search them for “firewall”."))
	p.openFailed.Hide()
	about := kit.NewText(lang.L("A firewall is the part of this computer that decides whether other computers may connect to it."))
	promise := kit.NewText(lang.L("Porchlight only looks at the firewall. It never changes it."))
	promise.Importance = widget.LowImportance
	p.content = kit.Stack(kit.Unit,
		kit.NewHeading(lang.L("The firewall")),
		about, p.results, alignedWithText(p.recheck), promise)
	return p
}

func (p *firewallPage) page() page {
	return page{id: Firewall, title: lang.L("The firewall"), content: p.content, opened: p.read}
}

// alignedWithText gives a button its minimum width and aligns it with the text of paragraphs.
func alignedWithText(b *widget.Button) fyne.CanvasObject {
	return kit.Inset(0.875, 0, container.NewHBox(b))
}

// read reads the firewalls in another goroutine and then renders the report. It cancels a read that is under way.
func (p *firewallPage) read() {
	p.cancel()
	p.reads++
	number := p.reads
	ctx, cancel := context.WithCancel(p.ctx)
	p.cancel = cancel
	p.recheck.Disable()
	p.setResults(kit.NewText(lang.L("Looking…")))
	p.params.Go(func() {
		defer cancel()
		report := p.params.ReadFirewall(ctx)
		if ctx.Err() != nil {
			return
		}
		p.params.Dispatch(func() {
			if p.reads == number {
				p.recheck.Enable()
				p.render(report)
			}
		})
	})
}

func (p *firewallPage) setResults(objects ...fyne.CanvasObject) {
	p.results.Objects = objects
	p.results.Refresh()
	p.content.Refresh()
}

// render shows a report. A friend who has connected proves that nothing needs changing.
func (p *firewallPage) render(r firewall.Report) {
	var objects []fyne.CanvasObject
	reached := p.params.Evidence().Reachability == diagnose.Reached
	if reached {
		proof := kit.NewText(lang.L("A friend has already connected from another computer. So the firewall lets friends in, and you need not change anything."))
		objects = append(objects, kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.25, proof)))
	}
	if len(r.Findings) == 0 && !reached {
		objects = append(objects, kit.NewText(lang.L("Porchlight found no firewall that it knows on this computer. If friends cannot connect, there may be one that it does not know, or another cause.")))
	}
	mayBlock := false
	for _, f := range r.Findings {
		objects = append(objects, p.newCard(f, r.Port, reached))
		mayBlock = mayBlock || f.Effect != firewall.Allows
	}
	if mayBlock && !reached && len(r.Settings) > 0 {
		p.openFailed.Hide()
		open := widget.NewButtonWithIcon(lang.L("Open the firewall settings"), theme.SettingsIcon(), func() { p.openSettings(r.Settings) })
		objects = append(objects, kit.NewText(settingsAdvice(r.Findings)), alignedWithText(open), p.openFailed)
	}
	p.setResults(objects...)
}

// openSettings opens the system's settings in another goroutine and shows openFailed if that fails.
func (p *firewallPage) openSettings(settings []string) {
	p.openFailed.Hide()
	p.params.Go(func() {
		if err := p.params.OpenFirewall(p.ctx, settings); err != nil && p.ctx.Err() == nil {
			p.params.Dispatch(func() {
				p.openFailed.Show()
				p.results.Refresh()
			})
		}
	})
}

// newCard shows one firewall: whether it is on, its effect on friends, and the commands that let them in. With reached,
// it leaves out commands, and effects other than firewall.Allows, which are disproved.
func (p *firewallPage) newCard(f firewall.Finding, port int, reached bool) fyne.CanvasObject {
	title := kit.NewText(firewallTitle(f))
	title.TextStyle.Bold = true
	objects := []fyne.CanvasObject{title}
	if !reached || f.Effect == firewall.Allows {
		objects = append(objects, kit.NewText(firewallEffect(f, port)))
	}
	if !reached {
		last := firewall.ForGood
		for i, c := range f.Commands {
			if i == 0 || c.Lasting != last {
				objects = append(objects, kit.NewText(commandAdvice(f, i)))
			}
			last = c.Lasting
			objects = append(objects, p.newCommandRow(c.Line))
		}
	}
	return kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, kit.Stack(-kit.Unit/2, objects...)))
}

// newCommandRow shows a command line with a button that copies it.
func (p *firewallPage) newCommandRow(line string) fyne.CanvasObject {
	text := widget.NewLabelWithStyle(line, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	text.Wrapping = fyne.TextWrapBreak
	text.Selectable = true
	button := widget.NewButtonWithIcon(lang.L("Copy"), theme.ContentCopyIcon(), func() { p.params.Copy(line) })
	right := container.NewVBox(layout.NewSpacer(), button, layout.NewSpacer())
	return kit.Inset(0.875, 0.5, kit.NewPanel(theme.ColorNameBackground, kit.Inset(0.5, 0.5, container.NewBorder(nil, nil, nil, right, text))))
}
