package ui

import (
	"net/netip"
	"slices"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
)

// twoNetworksPage helps to choose among the addresses of a computer that is on several networks at
// once. UI goroutine only.
type twoNetworksPage struct {
	content fyne.CanvasObject
	mine    func() []lan.Address
	chosen  func() netip.Addr
	choose  func(netip.Addr)

	situation *widget.Label
	choices   fyne.CanvasObject // the choice with what is around it
	choice    *widget.RadioGroup
	addresses []lan.Address     // of choice's options; nil: none yet
	shown     netip.Addr        // the address that is shown as chosen
	reach     fyne.CanvasObject // about with what is around it
	about     *widget.Label     // the chosen address
	surface   *kit.Panel        // below about
	advice    *fyne.Container
}

func newTwoNetworksPage(mine func() []lan.Address, chosen func() netip.Addr, choose func(netip.Addr)) *twoNetworksPage {
	p := &twoNetworksPage{mine: mine, chosen: chosen, choose: choose, situation: kit.NewText(""), about: kit.NewText(""), advice: container.New(kit.StackLayout(-kit.Unit / 2))}
	p.choice = widget.NewRadioGroup(nil, func(string) { p.onChosen() })
	p.choice.Required = true
	p.situation.SizeName = theme.SizeNameSubHeadingText
	p.situation.TextStyle.Bold = true
	p.surface = kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0, p.about))
	p.choices, p.reach = kit.Inset(1, 0, p.choice), kit.Inset(1, 0, p.surface)
	p.content = kit.Stack(kit.Unit/2,
		p.situation,
		p.choices,
		p.reach,
		p.advice)
	p.turnedTo()
	return p
}

// turnedTo shows the networks, and which is chosen, as they are now.
func (p *twoNetworksPage) turnedTo() {
	mine, chosen := p.mine(), p.chosen()
	if p.addresses != nil && chosen == p.shown && slices.Equal(mine, p.addresses) {
		return
	}
	p.addresses, p.shown = append([]lan.Address{}, mine...), chosen
	names := make([]string, len(p.addresses))
	for i, a := range p.addresses {
		names[i] = choiceName(a)
	}
	p.choice.Options = names
	p.choice.Selected = ""
	for i, a := range p.addresses {
		if a.IP == p.chosen() {
			p.choice.Selected = names[i]
		}
	}
	p.choice.Refresh()
	kit.SetVisible(p.choices, len(names) > 1)
	p.situation.SetText(situation(p.addresses))
	p.advice.RemoveAll()
	for _, a := range diagnose.AdviceOn(p.addresses) {
		p.advice.Add(kit.NewText(adviceSentence(a)))
	}
	p.sayChosen()
}

// longestName is how many characters of an adapter's name the choice shows.
const longestName = 24

// choiceName is how the choice names an address.
func choiceName(a lan.Address) string {
	name := []rune(a.Name())
	if len(name) > longestName {
		name = append(name[:longestName-1], '…')
	}
	return a.IP.String() + "  " + string(name)
}

func (p *twoNetworksPage) onChosen() {
	at := slices.Index(p.choice.Options, p.choice.Selected)
	if at < 0 {
		return
	}
	p.choose(p.addresses[at].IP)
	p.shown = p.chosen()
	p.sayChosen()
}

// sayChosen says what the chosen address is good for.
func (p *twoNetworksPage) sayChosen() {
	ip := p.chosen()
	at := slices.IndexFunc(p.addresses, func(a lan.Address) bool { return a.IP == ip })
	kit.SetVisible(p.reach, at >= 0)
	if at >= 0 {
		a := p.addresses[at]
		p.surface.Color = kit.ColorTrouble
		if diagnose.UseOf(a).IsGood() {
			p.surface.Color = kit.ColorNotice
		}
		p.about.SetText(useSentence(a))
		p.surface.Refresh()
	}
	p.content.Refresh()
}
