package help

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"
)

// elsewherePage explains how a friend on another network can connect. UI goroutine only.
type elsewherePage struct {
	evidence func() *diagnose.Evidence
	content  fyne.CanvasObject
	findings *findingList
	fields   *fyne.Container // a row for each field of the router's settings
	values   routerValues    // in fields
}

func newElsewherePage(evidence func() *diagnose.Evidence) *elsewherePage {
	p := &elsewherePage{evidence: evidence, findings: newFindingList(), fields: container.New(kit.StackLayout(-kit.Unit))}
	part := func(title string, texts ...string) fyne.CanvasObject {
		c := container.New(kit.StackLayout(-kit.Unit), kit.NewBoldText(title))
		for _, s := range texts {
			c.Add(kit.NewText(s))
		}
		return c
	}
	p.content = kit.Stack(kit.Unit,
		container.New(kit.StackLayout(-kit.Unit),
			kit.NewHeading(lang.L("Friends elsewhere")),
			kit.NewText(lang.L("The address that Porchlight shows works on this network only: for computers in the same Wi-Fi or on the same cable. A friend in another house cannot reach it just so. There are two ways."))),
		p.findings.panel,
		part(lang.L("1. A private network over the internet: easier, and safer"),
			lang.L("Tailscale and ZeroTier are free for a few friends. They act as if your computers stood in the same room, and let nobody else in."),
			lang.L("Tailscale: you and your friend both install it from tailscale.com and log in. Then you share your computer with your friend on its web page, under Machines."),
			lang.L("ZeroTier: one of you makes a network at zerotier.com. Both install ZeroTier and join that network by its number; the one who made it ticks both computers."),
			lang.L("This computer then has one address more, and Porchlight lists it in the choice of addresses beside the big one, as a VPN. Choose it there and give it to your friend: that address is good to give.")),
		part(lang.L("2. Open your router by hand"),
			lang.L("Your router can pass on to Porchlight what comes from the internet. Its settings are mostly at http://192.168.0.1, http://192.168.1.1 or http://192.168.178.1. Look for “port forwarding” and make a new entry:")),
		p.fields,
		part(lang.L("Then"),
			lang.L("In Porchlight, let “Who may come in” include other networks, or it turns such friends away."),
			lang.L("Give your friend the router's address on the internet, which its first page shows, with the same port. That address may be another tomorrow."),
			lang.L("If it begins with 10., with 100.64 to 100.127, or with 192.168., your provider shares one address among many homes, and this way does not work. Use the first."),
			lang.L("From then on anybody on the internet can knock. Take the entry out of the router when you have played.")),
	)
	return p
}

func (p *elsewherePage) page() page {
	return page{id: Elsewhere, title: lang.L("Friends elsewhere"), content: p.content, update: p.update}
}

// update shows the current findings and the values for the router.
func (p *elsewherePage) update() {
	e := p.evidence()
	p.findings.render(findingSentences(diagnose.VPNFindings(e), e))
	values := routerValuesOf(e)
	if values == p.values {
		return
	}
	p.values = values
	p.fields.RemoveAll()
	for i, name := range [...]string{lang.L("Name"), lang.L("Protocol"), lang.L("Outer port"), lang.L("Inner port"), lang.L("Computer")} {
		p.fields.Add(container.NewBorder(nil, nil, kit.FixedWidth(fieldWidth, kit.NewText(name)), nil, kit.NewBoldText(values[i])))
	}
}

// fieldWidth fits the name of a field of a router's settings.
const fieldWidth = 18 * kit.Unit

// routerValues are the values of a router's port forwarding: name, protocol, outer port, inner port, computer.
type routerValues [5]string

// routerValuesOf returns the values that forward to the host; "?" stands for a value that is not known.
func routerValuesOf(e *diagnose.Evidence) routerValues {
	address, port := "?", "?"
	target, p := e.RouterTarget()
	if target.IsValid() {
		address = target.String()
	}
	if p != 0 {
		port = strconv.Itoa(int(p))
	}
	return routerValues{"Porchlight", "TCP", port, port, address}
}
