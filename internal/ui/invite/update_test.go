package invite

import (
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/session"
	"porchlight/internal/ui/uitest"
)

func TestUpdateShowsTheJoinAddressEverywhere(t *testing.T) {
	h := open(t, snapshot())
	h.Update(snapshot(joinAt("10.0.0.7:6000"), hosting), "")
	h.WaitForText("Give your friends one of these.")
	if got := h.chatText.Text; !strings.Contains(got, "The address is 10.0.0.7 and the port is 6000.") {
		t.Errorf("the text for a chat is %q", got)
	}
	if got := h.pyLines.Text; got != "server = \"10.0.0.7\"\nport = 6000" {
		t.Errorf("the lines are %q", got)
	}
	for _, img := range []string{uitest.ScanQR(t, h.code.Image(160, 160)), uitest.ScanQR(t, h.largeCode.Image(300, 300))} {
		if img != "http://10.0.0.7:6000/" {
			t.Errorf("a phone reads %q", img)
		}
	}
	h.For(h.large).WaitForText("10.0.0.7:6000")
}

func TestWithoutAPortThereIsNothingToGive(t *testing.T) {
	h := open(t, snapshot())
	h.Update(snapshot(joinAt("192.168.1.23:0")), "")
	h.WaitForText("The port is chosen when you press Start hosting.")
	for _, b := range h.buttons {
		if !b.Disabled() {
			t.Errorf("%q can be pressed", b.Text)
		}
	}
	h.Click("Copy text")
	if got := strings.Join(h.copied, "") + h.code.Text + h.largeCode.Text + h.result.Text; got != "" {
		t.Errorf("it still gives %q", got)
	}
	if h.For(h.large).Shows("192.168.1.23") {
		t.Error("below the large QR code the address stays")
	}
	h.Update(snapshot(hosting), "")
	h.Click("Copy text")
	if len(h.copied) != 1 || len(h.buttons) != 3 {
		t.Errorf("with a port, %d buttons copy %q", len(h.buttons), h.copied)
	}
}

func TestTheWindowSaysWhatScanningIsGoodFor(t *testing.T) {
	unanswered := func(n *session.Snapshot) { n.Plan.Browsers = false }
	web := func(n *session.Snapshot) {
		g := game.Echo()
		g.Name, g.Rule, g.Reply = "Web page", game.RuleReply, "HTTP/1.1 200 OK\r\n\r\n"
		n.Plan.Game = g
	}
	const reached = "A friend reached you from 192.168.1.40 at 12:00."
	h := open(t, snapshot())
	for _, c := range []struct {
		n       *session.Snapshot
		reached string
		want    string
	}{
		{snapshot(), "", "While you host, a phone that scans this shows a page if your network lets it in."},
		{snapshot(hosting), "", "Scan this with a phone on the same Wi-Fi. If your network lets it in, the phone shows a page, and the lamp here says so."},
		{snapshot(hosting), reached, reached},
		{snapshot(hosting, unanswered), reached, "Phones get no page now: to this game they are players like any other."},
		{snapshot(web), "", "Programs that play this game can look like a phone's browser, so phones get no page. The lamp still tells when one reached you."},
		{snapshot(hosting, web), reached, "Programs that play this game can look like a phone's browser, so phones get no page. The lamp still tells when one reached you."},
		{snapshot(web, unanswered), "", "Phones get no page now: to this game they are players like any other."},
	} {
		if h.Update(c.n, c.reached); h.result.Text != c.want {
			t.Errorf("in phase %v, with %s, browsers %v and reached %q, it says %q, want %q", c.n.Phase, c.n.Plan.Game.Name, c.n.Plan.Browsers, c.reached, h.result.Text, c.want)
		}
	}
}
