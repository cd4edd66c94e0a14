package ui

import (
	"context"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/firewall"
)

// firewallPageParams are what the page about the firewall is made of.
type firewallPageParams struct {
	read     func(context.Context) firewall.Report // runs in a goroutine of its own
	open     func(argv []string) error             // opens the settings; the same
	copy     func(string)                          // puts a command on the clipboard
	reached  func() bool                           // whether a friend on another computer has been connected
	dispatch func(func())
	work     *workers        // counts the page's goroutines
	ctx      context.Context // its end ends them
}

// firewallPage is the page of help about the firewall of this computer: what it does, and what lets
// friends in. It changes nothing. UI goroutine only.
type firewallPage struct {
	firewallPageParams
	content fyne.CanvasObject
	facts   *fyne.Container // what was found, and what to do
	again   *widget.Button
	failed  *widget.Label // says that the settings could not be opened
	stop    context.CancelFunc
	reading int // counts the readings, so that an old one does not replace a newer
}

func newFirewallPage(p firewallPageParams) *firewallPage {
	page := &firewallPage{firewallPageParams: p, facts: container.New(kit.StackLayout(kit.Unit)), stop: func() {}}
	page.again = widget.NewButtonWithIcon(lang.L("Look again"), theme.ViewRefreshIcon(), page.turnedTo)
	page.failed = kit.NewText(lang.L("The settings did not open. Open your computer's settings yourself, and search them for “firewall”."))
	page.failed.Hide()
	about := kit.NewText(lang.L("A firewall is the part of this computer that decides whether other computers may connect to it."))
	promise := kit.NewText(lang.L("Porchlight only looks at the firewall. It never changes it."))
	promise.Importance = widget.LowImportance
	page.content = kit.Stack(kit.Unit,
		kit.NewHeading(lang.L("The firewall")),
		about, page.facts, belowText(page.again), promise)
	return page
}

// belowText puts a button where the words of paragraphs begin, no wider than it needs.
func belowText(b *widget.Button) fyne.CanvasObject { return kit.Inset(0.875, 0, container.NewHBox(b)) }

// turnedTo has the firewall read anew, as when the person turns to the page.
func (p *firewallPage) turnedTo() {
	p.stop()
	p.reading++
	this := p.reading
	ctx, stop := context.WithCancel(p.ctx)
	p.stop = stop
	p.again.Disable()
	p.show(kit.NewText(lang.L("Looking…")))
	p.work.Go(func() {
		defer stop()
		report := p.read(ctx)
		if ctx.Err() != nil {
			return
		}
		p.dispatch(func() {
			if p.reading == this {
				p.again.Enable()
				p.tell(report)
			}
		})
	})
}

func (p *firewallPage) show(objects ...fyne.CanvasObject) {
	p.facts.Objects = objects
	p.facts.Refresh()
	p.content.Refresh()
}

// tell shows a report.
func (p *firewallPage) tell(r firewall.Report) {
	var objects []fyne.CanvasObject
	reached := p.reached()
	if reached {
		news := kit.NewText(lang.L("A friend has already connected from another computer. So the firewall lets friends in, and you need not change anything."))
		objects = append(objects, kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.25, news)))
	}
	if len(r.Findings) == 0 && !reached {
		objects = append(objects, kit.NewText(lang.L("Porchlight found no firewall that it knows on this computer. If friends cannot connect, there may be one that it does not know, or another cause.")))
	}
	settle := false
	for _, f := range r.Findings {
		objects = append(objects, p.card(f, r.Port, reached))
		settle = settle || f.Effect != firewall.Allows
	}
	if settle && !reached && len(r.Settings) > 0 {
		p.failed.Hide()
		open := widget.NewButtonWithIcon(lang.L("Open the firewall settings"), theme.SettingsIcon(), func() { p.openSettings(r.Settings) })
		objects = append(objects, kit.NewText(settingsAdvice(r.Findings)), belowText(open), p.failed)
	}
	p.show(objects...)
}

func (p *firewallPage) openSettings(argv []string) {
	p.failed.Hide()
	p.work.Go(func() {
		if err := p.open(argv); err != nil && p.ctx.Err() == nil {
			p.dispatch(func() {
				p.failed.Show()
				p.facts.Refresh()
			})
		}
	})
}

// card tells of one firewall: whether it is on, what that means for friends, and the commands that let
// them in. What a friend has proven otherwise is left out.
func (p *firewallPage) card(f firewall.Finding, port int, reached bool) fyne.CanvasObject {
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
			objects = append(objects, p.command(c.Line))
		}
	}
	return kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, kit.Stack(-kit.Unit/2, objects...)))
}

// command shows a line for the terminal with a button that copies it.
func (p *firewallPage) command(line string) fyne.CanvasObject {
	text := widget.NewLabelWithStyle(line, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	text.Wrapping = fyne.TextWrapBreak
	text.Selectable = true
	copying := widget.NewButtonWithIcon(lang.L("Copy"), theme.ContentCopyIcon(), func() { p.copy(line) })
	beside := container.NewVBox(layout.NewSpacer(), copying, layout.NewSpacer())
	return kit.Inset(0.875, 0.5, kit.NewPanel(theme.ColorNameBackground, kit.Inset(0.5, 0.5, container.NewBorder(nil, nil, nil, beside, text))))
}
