package ui

import (
	"errors"
	"slices"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/lan"
)

// sameNetworkPage answers whether a friend's computer is on a network of this one, by the friend's
// address. UI goroutine only.
type sameNetworkPage struct {
	content fyne.CanvasObject
	mine    func() []lan.Address

	friend  *widget.Entry
	compare *kit.Button
	result  fyne.CanvasObject // the answer with what is around it
	surface *kit.Panel        // below the answer
	answer  *widget.Label
	why     *widget.Label
	own     *fyne.Container // a row for each network of this computer
	shown   []lan.Address   // that own shows; nil: none yet
}

func newSameNetworkPage(mine func() []lan.Address) *sameNetworkPage {
	p := &sameNetworkPage{mine: mine, friend: widget.NewEntry(), answer: kit.NewText(""), why: kit.NewText(""), own: container.New(kit.StackLayout(-kit.Unit))}
	p.friend.SetPlaceHolder(lang.L("Your friend's address, as in 192.168.1.40"))
	p.friend.OnChanged = func(string) { p.onTyped() }
	p.friend.OnSubmitted = func(string) { p.onCompare() }
	p.compare = kit.NewButton(lang.L("Compare"), p.onCompare)
	p.compare.Importance = widget.HighImportance
	p.answer.SizeName = theme.SizeNameSubHeadingText
	p.answer.TextStyle.Bold = true
	p.surface = kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.5, kit.Stack(-kit.Unit, p.answer, p.why)))
	p.result = kit.Inset(1, 0, p.surface)
	p.content = kit.Stack(kit.Unit,
		kit.NewHeading(lang.L("Are we on the same network?")),
		kit.NewText(lang.L("Friends can join when their computer is on the same network as this one. Type or paste the address of your friend's computer to find out.")),
		kit.Inset(1, 0, container.NewBorder(nil, nil, nil, p.compare, p.friend)),
		p.result,
		kit.Stack(-kit.Unit,
			kit.NewBoldText(lang.L("How your friend finds that address")),
			onSystem("Windows", kit.NewText(lang.L("Press the Windows key, type cmd and press Enter, then type “ipconfig”. It is the number beside “IPv4 Address”, under Wi-Fi or Ethernet."))),
			onSystem("macOS", kit.NewText(lang.L("Open System Settings, “Network”, then Wi-Fi or Ethernet, then “Details”. It is the number beside “IP address”."))),
			onSystem("Linux", kit.NewText(lang.L("Open a terminal and type “ip -4 address”. It is the number after “inet”, up to the slash; not the one below “lo”.")))),
		kit.Stack(-kit.Unit, kit.NewBoldText(lang.L("The networks of this computer")), p.own))
	p.turnedTo()
	return p
}

// turnedTo shows this computer's networks as they are now; what was answered before is answered anew.
func (p *sameNetworkPage) turnedTo() {
	all := p.mine()
	if p.shown != nil && slices.Equal(all, p.shown) {
		return
	}
	p.shown = append([]lan.Address{}, all...)
	p.own.RemoveAll()
	for _, a := range all {
		p.own.Add(networkRow(a))
	}
	if len(all) == 0 {
		p.own.Add(kit.NewText(lang.L("This computer is on no network.")))
	}
	p.onTyped()
}

// networkRow shows one network of this computer.
func networkRow(a lan.Address) fyne.CanvasObject {
	first, last := a.Covers()
	covers := lang.L("covers {{.First}} to {{.Last}}", map[string]any{"First": first.String(), "Last": last.String()})
	if first == last {
		covers = lang.L("covers this computer alone")
	}
	return kit.NewText(lang.L("{{.Name}}: {{.Address}}, {{.Covers}}", map[string]any{"Name": a.Name(), "Address": a.IP.String(), "Covers": covers}))
}

// onTyped answers as soon as there is an address, and says nothing about one that is being typed.
func (p *sameNetworkPage) onTyped() {
	if _, err := lan.ParseFriend(p.friend.Text); errors.Is(err, lan.ErrNoText) || errors.Is(err, lan.ErrUnfinished) {
		p.result.Hide()
		p.content.Refresh()
		return
	}
	p.onCompare()
}

func (p *sameNetworkPage) onCompare() {
	friend, err := lan.ParseFriend(p.friend.Text)
	if err != nil {
		p.say(kit.ColorTrouble, explainNoAddress(err), "")
		return
	}
	c := lan.Compare(friend, p.mine())
	answer, why := answerTo(c, friend)
	color := kit.ColorNotice
	if c.Verdict == lan.No {
		color = kit.ColorTrouble
	}
	p.say(color, answer, why)
}

// say shows an answer; without a why it is a sentence about what was typed.
func (p *sameNetworkPage) say(color fyne.ThemeColorName, answer, why string) {
	kit.SetVisible(p.answer, why != "")
	p.answer.SetText(answer)
	p.why.SetText(why)
	if why == "" {
		p.why.SetText(answer)
	}
	p.surface.Color = color
	p.result.Show()
	p.surface.Refresh()
	p.content.Refresh()
}
