package ui

import (
	"strconv"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
)

// elsewhereView is the page on friends who are not on this network. UI goroutine only.
type elsewhereView struct {
	see    func() *diagnose.Evidence
	seen   *findingList
	router *fyne.Container // what to type into the router, by field
	values [5]string       // that stand there
}

// elsewherePage tells what a friend on another network would need.
func elsewherePage(see func() *diagnose.Evidence) helpPage {
	p := &elsewhereView{see: see, seen: newFindingList(), router: container.New(kit.StackLayout(-kit.Unit))}
	part := func(title string, texts ...string) fyne.CanvasObject {
		c := container.New(kit.StackLayout(-kit.Unit), kit.NewBoldText(title))
		for _, s := range texts {
			c.Add(kit.NewText(s))
		}
		return c
	}
	return helpPage{
		id: pageElsewhere, title: lang.L("Friends elsewhere"), turnedTo: p.update,
		content: kit.Stack(kit.Unit,
			container.New(kit.StackLayout(-kit.Unit),
				kit.NewHeading(lang.L("Friends elsewhere")),
				kit.NewText(lang.L("The address that Porchlight shows works on this network only: for computers in the same Wi-Fi or on the same cable. A friend in another house cannot reach it just so. There are two ways."))),
			p.seen.panel(),
			part(lang.L("1. A private network over the internet: easier, and safer"),
				lang.L("Tailscale and ZeroTier are free for a few friends. They act as if your computers stood in the same room, and let nobody else in."),
				lang.L("Tailscale: you and your friend both install it from tailscale.com and log in. Then you share your computer with your friend on its web page, under Machines."),
				lang.L("ZeroTier: one of you makes a network at zerotier.com. Both install ZeroTier and join that network by its number; the one who made it ticks both computers."),
				lang.L("This computer then has one address more, and Porchlight lists it in the choice of addresses beside the big one, as a VPN. Choose it there and give it to your friend: that address is good to give.")),
			part(lang.L("2. Open your router by hand"),
				lang.L("Your router can pass on to Porchlight what comes from the internet. Its settings are mostly at http://192.168.0.1, http://192.168.1.1 or http://192.168.178.1. Look for “port forwarding” and make a new entry:")),
			p.router,
			part(lang.L("Then"),
				lang.L("In Porchlight, let “Who may come in” include other networks, or it turns such friends away."),
				lang.L("Give your friend the router's address on the internet, which its first page shows, with the same port. That address may be another tomorrow."),
				lang.L("If it begins with 10., with 100.64 to 100.127, or with 192.168., your provider shares one address among many homes, and this way does not work. Use the first."),
				lang.L("From then on anybody on the internet can knock. Take the entry out of the router when you have played.")),
		),
	}
}

func (p *elsewhereView) update() {
	e := p.see()
	p.seen.show(findingSentences(diagnose.VPNFindings(e), e))
	values := routerFields(e)
	if values == p.values {
		return
	}
	p.values = values
	p.router.RemoveAll()
	for i, name := range [...]string{lang.L("Name"), lang.L("Protocol"), lang.L("Outer port"), lang.L("Inner port"), lang.L("Computer")} {
		p.router.Add(container.NewBorder(nil, nil, kit.FixedWidth(fieldWidth, kit.NewText(name)), nil, kit.NewBoldText(values[i])))
	}
}

// fieldWidth is room for the name of a field of a router's settings.
const fieldWidth = 18 * kit.Unit

// routerFields are what to type into a router: name, protocol, outer and inner port, computer.
func routerFields(e *diagnose.Evidence) [5]string {
	address, port := "?", "?"
	to, p := e.RouterTarget()
	if to.IsValid() {
		address = to.String()
	}
	if p != 0 {
		port = strconv.Itoa(int(p))
	}
	return [5]string{"Porchlight", "TCP", port, port, address}
}
