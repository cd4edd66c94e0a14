package ui

import (
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// renderState shows the lamp with its sentences and the action of the start button.
func (w *Window) renderState(n *session.Snapshot) {
	h := w.header
	off := n.Phase == session.Off
	kit.SetEnabled(h.port, off)
	kit.SetEnabled(h.game, off)
	h.check()
	switch n.Phase {
	case session.Starting:
		h.start.Disable()
		h.setState(kit.LampStarting, lang.L("Starting…"), "")
		return
	case session.Stopping:
		h.start.Disable()
		h.setState(kit.LampStarting, lang.L("Stopping…"), "")
		return
	case session.Off, session.Hosting:
	}
	h.start.Enable()
	kit.SetVisible(h.about, off) // while hosting, the lamp's sentences need its space
	label, importance := lang.L("Start hosting"), widget.HighImportance
	if off {
		h.setState(offSentences(n))
	} else {
		label, importance = lang.L("Stop hosting"), widget.MediumImportance
		h.setState(hostingSentences(n))
	}
	if h.start.Text != label || h.start.Importance != importance {
		h.start.Importance = importance
		h.start.SetText(label)
	}
}

// offSentences returns the state of the lamp and its sentences while hosting is off.
func offSentences(n *session.Snapshot) (kit.LampState, string, string) {
	switch {
	case n.Has(session.StartFailed):
		return kit.LampTrouble, lang.L("Not hosting."), lang.L("See below what to change.")
	case len(n.Addresses.All) == 0:
		return kit.LampOff, lang.L("Not hosting."), localOnlySentence(n)
	}
	return kit.LampOff, lang.L("Not hosting."), lang.L("Press Start, then give friends the address.")
}

// hostingSentences returns the state of the lamp and its sentences while hosting.
func hostingSentences(n *session.Snapshot) (kit.LampState, string, string) {
	lamp, detail := reachSentence(n)
	sentence := lang.L("Hosting. {{.N}} players are here.", map[string]any{"N": n.Players})
	switch {
	case len(n.Addresses.All) == 0:
		sentence, detail = lang.L("Hosting, for this computer only."), localOnlySentence(n)
	case n.Players == 0 && len(n.Pending) > 0:
		sentence = lang.L("Hosting. Somebody knocks.")
	case n.Players == 0:
		sentence = lang.L("Hosting. Waiting for players.")
	case n.Players == 1:
		sentence = lang.L("Hosting. One player is here.")
	}
	return lamp, sentence, detail
}

// localOnlySentence returns why there is no join address for other computers.
func localOnlySentence(n *session.Snapshot) string {
	if n.Addresses.Bound.IsValid() {
		return lang.L("Porchlight was told to listen on {{.Address}} alone.", map[string]any{"Address": n.Addresses.Bound.String()})
	}
	return lang.L("This computer is not on a network. Only programs on this computer can join.")
}

// reachSentence returns the state of the lamp and a sentence about the reachability while hosting.
func reachSentence(n *session.Snapshot) (kit.LampState, string) {
	data := map[string]any{"Address": joinText(n)}
	switch n.Reach.State {
	case diagnose.Reached:
		data["From"], data["Time"] = n.Reach.Attempt.From.String(), kit.FormatClock(n.Reach.Attempt.At)
		return kit.LampReached, lang.L("A friend reached you from {{.From}} at {{.Time}}.", data)
	case diagnose.Trouble:
		if n.Has(session.SelfTestFailed) {
			return kit.LampTrouble, lang.L("Something is in the way. See below what to change.")
		}
		return kit.LampTrouble, lang.L("Something is in the way at {{.Address}}.", data)
	case diagnose.Tested:
		return kit.LampChecked, lang.L("Checked: this computer reaches {{.Address}}. No other computer has yet.", data)
	case diagnose.Off, diagnose.Starting, diagnose.Listening:
	}
	return kit.LampLit, lang.L("Listening on {{.Address}}.", data)
}
