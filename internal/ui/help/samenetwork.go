package help

import (
	"errors"
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

// sameNetworkPage says whether a friend's address is on a network of this computer. UI goroutine only.
type sameNetworkPage struct {
	evidence func() *diagnose.Evidence
	content  fyne.CanvasObject

	entry     *widget.Entry // the friend's address
	compare   *kit.Button
	answerBox fyne.CanvasObject // around panel; hidden while there is no answer
	panel     *kit.Panel        // its color says whether the answer is good
	answer    *widget.Label     // hidden while the entry has no address
	reason    *widget.Label
	networks  *fyne.Container // a row for each network of this computer
	addresses []lan.Address   // in networks; nil: not rendered yet
}

func newSameNetworkPage(evidence func() *diagnose.Evidence) *sameNetworkPage {
	p := &sameNetworkPage{evidence: evidence, entry: widget.NewEntry(), answer: kit.NewText(""), reason: kit.NewText(""), networks: container.New(kit.StackLayout(-kit.Unit))}
	p.entry.SetPlaceHolder(lang.L("Your friend's address, as in 192.168.1.40"))
	p.entry.OnChanged = func(string) { p.onChanged() }
	p.entry.OnSubmitted = func(string) { p.onCompare() }
	p.compare = kit.NewButton(lang.L("Compare"), p.onCompare)
	p.compare.Importance = widget.HighImportance
	p.answer.SizeName = theme.SizeNameSubHeadingText
	p.answer.TextStyle.Bold = true
	p.panel = kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.5, kit.Stack(-kit.Unit, p.answer, p.reason)))
	p.answerBox = kit.Inset(1, 0, p.panel)
	p.content = kit.Stack(kit.Unit,
		kit.NewHeading(lang.L("Are we on the same network?")),
		kit.NewText(lang.L("Friends can join when their computer is on the same network as this one. Type or paste the address of your friend's computer to find out.")),
		kit.Inset(1, 0, container.NewBorder(nil, nil, nil, p.compare, p.entry)),
		p.answerBox,
		kit.Stack(-kit.Unit,
			kit.NewBoldText(lang.L("How your friend finds that address")),
			systemRow("Windows", kit.NewText(lang.L("Press the Windows key, type cmd and press Enter, then type “ipconfig”. It is the number beside “IPv4 Address”, under Wi-Fi or Ethernet."))),
			systemRow("macOS", kit.NewText(lang.L("Open System Settings, “Network”, then Wi-Fi or Ethernet, then “Details”. It is the number beside “IP address”."))),
			systemRow("Linux", kit.NewText(lang.L("Open a terminal and type “ip -4 address”. It is the number after “inet”, up to the slash; not the one below “lo”.")))),
		kit.Stack(-kit.Unit, kit.NewBoldText(lang.L("The networks of this computer")), p.networks))
	p.update()
	return p
}

func (p *sameNetworkPage) page() page {
	return page{id: SameNetwork, title: lang.L("Are we on the same network?"), content: p.content, update: p.update}
}

// update shows the current networks of this computer and compares with them again. It makes the rows anew only if the
// networks have changed.
func (p *sameNetworkPage) update() {
	addresses := p.evidence().LocalAddrs
	if p.addresses != nil && slices.Equal(addresses, p.addresses) {
		return
	}
	p.addresses = append([]lan.Address{}, addresses...)
	p.networks.RemoveAll()
	for _, a := range addresses {
		p.networks.Add(newNetworkRow(a))
	}
	if len(addresses) == 0 {
		p.networks.Add(kit.NewText(lang.L("This computer is on no network.")))
	}
	p.onChanged()
}

// newNetworkRow shows one network of this computer.
func newNetworkRow(a lan.Address) fyne.CanvasObject {
	first, last := a.Covers()
	covers := lang.L("covers {{.First}} to {{.Last}}", map[string]any{"First": first.String(), "Last": last.String()})
	if first == last {
		covers = lang.L("covers this computer alone")
	}
	return kit.NewText(lang.L("{{.Name}}: {{.Address}}, {{.Covers}}", map[string]any{"Name": a.Name(), "Address": a.IP.String(), "Covers": covers}))
}

// onChanged compares as soon as the entry has an address. It reports no error about an address that is still typed.
func (p *sameNetworkPage) onChanged() {
	if _, err := lan.ParseFriend(p.entry.Text); errors.Is(err, lan.ErrNoText) || errors.Is(err, lan.ErrUnfinished) {
		p.answerBox.Hide()
		p.content.Refresh()
		return
	}
	p.onCompare()
}

func (p *sameNetworkPage) onCompare() {
	friend, err := lan.ParseFriend(p.entry.Text)
	if err != nil {
		p.render(kit.ColorTrouble, "", parseErrorSentence(err))
		return
	}
	c := lan.Compare(friend, p.evidence().LocalAddrs)
	color := kit.ColorNotice
	if c.Verdict == lan.No {
		color = kit.ColorTrouble
	}
	p.render(color, answerSentence(c), reasonSentence(c, friend))
}

// render shows an answer with its reason; "" as the answer shows the reason alone.
func (p *sameNetworkPage) render(color fyne.ThemeColorName, answer, reason string) {
	kit.SetVisible(p.answer, answer != "")
	p.answer.SetText(answer)
	p.reason.SetText(reason)
	p.panel.Color = color
	p.answerBox.Show()
	p.panel.Refresh()
	p.content.Refresh()
}
