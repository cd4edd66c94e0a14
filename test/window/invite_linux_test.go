package window

import (
	"strconv"
	"strings"
	"testing"

	"porchlight/test/desktop"
	"porchlight/test/program"
)

const inviteTitle = "Invite friends"

// fetchPage fetches a page from the other computer, as the browser of a phone does.
func (l *lan) fetchPage(link string) string {
	l.t.Helper()
	script := "import sys, urllib.request\n" +
		"print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())\n"
	out, err := l.friends.Command(program.Python(l.t), "-c", script, link).Output()
	if err != nil {
		l.t.Fatalf("fetching %s: %v", link, err)
	}
	return string(out)
}

func TestAnInvitationCanBeReadPlayedAndScanned(t *testing.T) {
	t.Parallel()
	desktop.NeedTools(t, "xclip", "zbarimg", "import")
	l := openOnLAN(t, "--start")
	l.waitForSelfTest()
	l.click("Invite")
	l.waitForTextIn(inviteTitle, "For a phone")
	l.clickIn(inviteTitle, "Copy text")
	const sentence = "The address is " + hostAddress + " and the port is 5555."
	_, err := l.WaitForClipboard(strconv.Quote(sentence), func(text string) bool { return strings.Contains(text, sentence) })
	l.must(err)
	l.clickIn(inviteTitle, "Copy lines")
	const lines = "server = \"" + hostAddress + "\"\nport = 5555"
	l.waitForClipboard(lines)

	link, err := l.ScanQR(inviteTitle)
	if l.must(err); link != "http://"+joinAddress+"/" {
		t.Fatalf("the QR code contains %q", link)
	}
	l.clickIn(inviteTitle, "Show it large")
	l.waitForTextIn("Scan to join", joinAddress)
	large, err := l.ScanQR("Scan to join")
	if l.must(err); large != link {
		t.Errorf("the large QR code contains %q", large)
	}
	l.closeWindow("Scan to join")

	if page := l.fetchPage(link); !strings.Contains(page, "This network lets you in.") {
		t.Errorf("the phone shows %q", page)
	}
	l.waitForTextIn(inviteTitle, "A friend reached you from "+friendAddress)
	l.clickIn(inviteTitle, "Answer phones with a page")
	l.closeWindow(inviteTitle)
	l.waitForText("A friend reached you from " + friendAddress + " at")
	l.waitForText("Players: 0 of 2")
	friend := l.connect(friendAddress)
	friend.Echo("after the page")
	l.waitForTextWithout("after the page", "GET") // the browser's request is no message
	friend.Disconnect()
	l.waitForText("Players: 0 of 2")

	const get = "GET / HTTP/1.0\r\n\r\n"
	if got := program.Visit(t, l.friends, joinAddress, get); got != get {
		t.Errorf("without a page, the phone received %q", got)
	}
	l.waitForText("GET / HTTP")

	const client = "import socket, sys\n" +
		"exec(sys.argv[1])\n" +
		"s = socket.create_connection((server, port), timeout=20)\n" +
		"s.sendall(b'50,50')\n" +
		"print(s.recv(2048).decode(), end='')\n"
	out, err := l.friends.Command(program.Python(t), "-c", client, lines).Output()
	if l.must(err); string(out) != "50,50" {
		t.Errorf("the client with these lines printed %q", out)
	}
	l.waitForText("50,50")
}
