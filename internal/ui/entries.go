package ui

import (
	"strconv"

	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// Start starts hosting, unless an entry is invalid or the window is closing.
func (w *Window) Start() {
	if w.closing || !w.header.check() {
		return
	}
	w.session.Start()
	w.render()
}

// onStartTapped starts or stops hosting.
func (w *Window) onStartTapped() {
	if w.session.Snapshot().Phase == session.Off {
		w.Start()
		return
	}
	w.session.Stop()
	w.render()
}

func (w *Window) onPortChanged() {
	port, ok := w.header.readPort()
	if !ok {
		port = session.Invalid
	}
	w.header.check()
	w.session.SetPort(port)
	w.render()
}

func (w *Window) onPlayersChanged() {
	w.header.check()
	if limit, ok := w.header.readPlayers(); ok {
		w.session.SetLimit(limit)
		w.renderPlayers(w.session.Snapshot()) // the title of the list contains the limit
		w.render()
	}
}

func (w *Window) onPlayersSubmitted() {
	if w.session.Snapshot().Phase == session.Off {
		w.Start()
	}
}

// renderEntries shows the port and the player limit if anything but typing has changed them.
func (w *Window) renderEntries(n *session.Snapshot) {
	h := w.header
	before := w.rendered
	w.rendered = n.Plan
	if port, ok := h.readPort(); n.Plan.Port != before.Port && n.Plan.Port != session.Invalid && (!ok || port != n.Plan.Port) {
		h.port.SetText(strconv.Itoa(n.Plan.Port))
	}
	if limit, ok := h.readPlayers(); n.Plan.Limit != before.Limit && (!ok || limit != n.Plan.Limit) {
		h.players.SetText(kit.LimitText(n.Plan.Limit))
	}
}
