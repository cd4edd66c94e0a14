package help

import (
	"net/netip"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/kit"
)

// twoNetworksPage selects the address for friends on a computer that is on several networks. UI goroutine only.
type twoNetworksPage struct {
	evidence      func() *diagnose.Evidence
	selectAddress func(netip.Addr)
	content       fyne.CanvasObject

	summary   *widget.Label
	options   *widget.RadioGroup // an option for each of addresses
	optionBox fyne.CanvasObject  // around options; hidden if there is one address at most
	addresses []lan.Address      // nil: not rendered yet
	selected  netip.Addr         // in options
	use       *widget.Label      // of the selected address
	usePanel  *kit.Panel         // its color says whether that use is good
	useBox    fyne.CanvasObject  // around usePanel; hidden if no address is selected
	advice    *fyne.Container
}

func newTwoNetworksPage(evidence func() *diagnose.Evidence, selectAddress func(netip.Addr)) *twoNetworksPage {
	p := &twoNetworksPage{evidence: evidence, selectAddress: selectAddress, summary: kit.NewText(""), use: kit.NewText(""), advice: container.New(kit.StackLayout(-kit.Unit / 2))}
	p.options = widget.NewRadioGroup(nil, func(string) { p.onSelected() })
	p.options.Required = true
	p.summary.SizeName = theme.SizeNameSubHeadingText
	p.summary.TextStyle.Bold = true
	p.usePanel = kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0, p.use))
	p.optionBox, p.useBox = kit.Inset(1, 0, p.options), kit.Inset(1, 0, p.usePanel)
	p.content = kit.Stack(kit.Unit/2,
		p.summary,
		p.optionBox,
		p.useBox,
		p.advice)
	p.update()
	return p
}

func (p *twoNetworksPage) page() page {
	return page{id: TwoNetworks, title: lang.L("Two networks at once"), content: p.content, update: p.update}
}

// update shows the current networks and the selected address. It makes options and advice anew only if either has
// changed.
func (p *twoNetworksPage) update() {
	e := p.evidence()
	addresses, selected := e.LocalAddrs, e.Addr.Addr()
	if p.addresses != nil && selected == p.selected && slices.Equal(addresses, p.addresses) {
		return
	}
	p.addresses, p.selected = append([]lan.Address{}, addresses...), selected
	labels := make([]string, len(p.addresses))
	p.options.Selected = ""
	for i, a := range p.addresses {
		labels[i] = optionLabel(a)
		if a.IP == selected {
			p.options.Selected = labels[i]
		}
	}
	p.options.Options = labels
	p.options.Refresh()
	kit.SetVisible(p.optionBox, len(labels) > 1)
	p.summary.SetText(summarySentence(p.addresses))
	p.advice.RemoveAll()
	for _, a := range diagnose.AdviceOn(p.addresses) {
		p.advice.Add(kit.NewText(adviceSentence(a)))
	}
	p.renderUse()
}

// maxNameLength is the number of characters of an adapter's name in an option.
const maxNameLength = 24

// optionLabel returns the label of an address in the options.
func optionLabel(a lan.Address) string {
	name := []rune(a.Name())
	if len(name) > maxNameLength {
		name = append(name[:maxNameLength-1], '…')
	}
	return a.IP.String() + "  " + string(name)
}

func (p *twoNetworksPage) onSelected() {
	i := slices.Index(p.options.Options, p.options.Selected)
	if i < 0 {
		return
	}
	p.selectAddress(p.addresses[i].IP)
	p.selected = p.evidence().Addr.Addr()
	p.renderUse()
}

// renderUse shows which friends can connect to the selected address.
func (p *twoNetworksPage) renderUse() {
	i := slices.IndexFunc(p.addresses, func(a lan.Address) bool { return a.IP == p.selected })
	kit.SetVisible(p.useBox, i >= 0)
	if i >= 0 {
		a := p.addresses[i]
		p.usePanel.Color = kit.ColorTrouble
		if diagnose.UseOf(a).IsGood() {
			p.usePanel.Color = kit.ColorNotice
		}
		p.use.SetText(useSentence(a))
		p.usePanel.Refresh()
	}
	p.content.Refresh()
}
