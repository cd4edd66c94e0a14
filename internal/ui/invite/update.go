package invite

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// Update shows the join address of a snapshot. reached is a sentence that says who has reached that address; "": nobody
// has yet. What has not changed is not drawn again.
func (w *Window) Update(n *session.Snapshot, reached string) {
	join := n.Addresses.Join
	isKnown := join.Port() != 0
	for _, b := range w.buttons {
		kit.SetEnabled(b, isKnown)
	}
	if !isKnown {
		kit.SetLabel(w.hint, lang.L("The port is chosen when you press Start hosting. Then there is something to give to friends."))
		w.setTexts("…", "…", "", "")
		kit.SetLabel(w.result, "")
		return
	}
	hint := lang.L("Give your friends one of these, and press Start hosting before they try.")
	if n.Phase == session.Hosting {
		hint = lang.L("Give your friends one of these.")
	}
	kit.SetLabel(w.hint, hint)
	data := map[string]any{"IP": join.Addr().String(), "Port": int(join.Port())}
	w.setTexts(
		lang.L("Join my game! The address is {{.IP}} and the port is {{.Port}}. You need to be on the same network as me.", data),
		fmt.Sprintf("server = %q\nport = %d", data["IP"], data["Port"]),
		"http://"+join.String()+"/",
		join.String())
	kit.SetLabel(w.result, scanText(n, reached))
}

// setTexts shows the texts for a chat and for a Python client, the link in both QR codes, and the address below the
// large one.
func (w *Window) setTexts(chat, python, link, address string) {
	kit.SetLabel(w.chatText, chat)
	kit.SetLabel(w.pyLines, python)
	w.code.SetText(link)
	w.largeCode.SetText(link)
	w.largeAddr.SetText(address)
}

// scanText returns what scanning the QR code with a phone is good for, or reached, which says who has done so.
func scanText(n *session.Snapshot, reached string) string {
	switch {
	case !n.Plan.Browsers:
		return lang.L("Phones get no page now: to this game they are players like any other.")
	case n.Plan.Game.SpeaksHTTP():
		return lang.L("Programs that play this game can look like a phone's browser, so phones get no page. The lamp still tells when one reached you.")
	case n.Phase != session.Hosting:
		return lang.L("While you host, a phone that scans this shows a page if your network lets it in.")
	case reached != "":
		return reached
	}
	return lang.L("Scan this with a phone on the same Wi-Fi. If your network lets it in, the phone shows a page, and the lamp here says so.")
}
