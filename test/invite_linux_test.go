package test

import (
	"strings"
	"testing"
)

const inviteTitle = "Invite friends"

// visitPage has a phone's browser on the other computer ask for a page.
func (h *house) visitPage(link string) string {
	h.t.Helper()
	script := "import sys, urllib.request\n" +
		"print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())\n"
	out, err := h.away.Command(python(h.t), "-c", script, link).Output()
	if err != nil {
		h.t.Fatalf("the phone's visit to %s: %v", link, err)
	}
	return string(out)
}

func TestAnInvitationCanBeReadPlayedAndScanned(t *testing.T) {
	t.Parallel()
	h := openHouse(t, "--start")
	h.isChecked()
	h.clicksOn("Invite")
	h.saysIn(inviteTitle, "For a phone")
	h.clicksIn(inviteTitle, "Copy text")
	waitFor(t, "the text", func() bool { return strings.Contains(h.clipboard(), "The address is "+atHome+" and the port is 5555.") })
	h.clicksIn(inviteTitle, "Copy lines")
	const lines = "server = \"" + atHome + "\"\nport = 5555"
	waitFor(t, "the lines", func() bool { return h.clipboard() == lines })

	link, err := h.Scan(inviteTitle)
	if h.does(err); link != "http://"+theGame+"/" {
		t.Fatalf("the picture says %q", link)
	}
	h.clicksIn(inviteTitle, "Show it large")
	h.saysIn("Scan to join", theGame)
	large, err := h.Scan("Scan to join")
	if h.does(err); large != link {
		t.Errorf("the large picture says %q", large)
	}
	h.closes("Scan to join")

	if page := h.visitPage(link); !strings.Contains(page, "This network lets you in.") {
		t.Errorf("the phone shows %q", page)
	}
	h.saysIn(inviteTitle, "A friend reached you from "+atAway)
	h.clicksIn(inviteTitle, "Answer phones with a page")
	h.closes(inviteTitle)
	h.says("A friend reached you from " + atAway + " at")
	h.says("Players: 0 of 2")
	h.saysNoMore("GET")

	const get = "GET / HTTP/1.0\r\n\r\n"
	if got := outcome(t, h.away, theGame, get); got != get {
		t.Errorf("without a page, the phone got %q", got)
	}
	h.says("GET / HTTP")

	const client = "import socket, sys\n" +
		"exec(sys.argv[1])\n" +
		"s = socket.create_connection((server, port), timeout=20)\n" +
		"s.sendall(b'50,50')\n" +
		"print(s.recv(2048).decode(), end='')\n"
	out, err := h.away.Command(python(t), "-c", client, lines).Output()
	if h.does(err); string(out) != "50,50" {
		t.Errorf("the client with these lines printed %q", out)
	}
	h.says("50,50")
}
