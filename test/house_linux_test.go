package test

import (
	"fmt"
	"strconv"
	"testing"

	"porchlight/test/desktop"
	"porchlight/test/network"
)

// The addresses of a house's two computers, and what friends type.
const (
	atHome  = "192.168.1.23"
	atAway  = "192.168.1.40"
	theGame = atHome + ":5555"
)

// house is a network with the program's window on one computer and friends on another.
type house struct {
	*window
	lan        *network.Network
	home, away *network.Computer
	where      string // the folder that is home to the program
}

// buildHouse makes a house without the program.
func buildHouse(t *testing.T) *house {
	t.Helper()
	h := &house{lan: network.ForTest(t), where: t.TempDir()}
	h.home = computer(t, h.lan, "wlan0", atHome+"/24")
	h.away = computer(t, h.lan, "eth0", atAway+"/24")
	return h
}

// openHouse opens the window, with flags, in a house.
func openHouse(t *testing.T, flags ...string) *house {
	t.Helper()
	h := buildHouse(t)
	h.open(t, openDesktop(t), flags...)
	return h
}

// open starts the program on a desktop, again where it ran there before.
func (h *house) open(t *testing.T, d *desktop.Desktop, flags ...string) {
	t.Helper()
	h.window = startOn(t, d, desktop.Start{Command: h.home.On(built, flags...), Home: h.where})
}

// isChecked waits until the window says that its computer reaches itself, and that no other has yet.
func (h *house) isChecked() {
	h.t.Helper()
	h.says("this computer reaches " + theGame)
	h.says("No other computer has yet")
}

// haveAddresses gives the friends' computer more addresses, which end so.
func (h *house) haveAddresses(ends ...int) {
	h.t.Helper()
	for _, end := range ends {
		h.does(h.away.AddAddress(fmt.Sprintf("192.168.1.%d/24", end)))
	}
}

// friend lets a friend on the other computer in, from an address of its own.
func (h *house) friend(from string) *friend {
	h.t.Helper()
	return visitFrom(h.t, h.away, theGame, from)
}

// chooses chooses from the menu.
func (w *window) chooses(item string) {
	w.t.Helper()
	w.clicksOn("More")
	w.clicksOn(item)
}

// raises brings a window of the program before the others.
func (w *window) raises(title string) {
	w.t.Helper()
	w.does(w.Raise(title))
}

// closes closes a window of the program.
func (w *window) closes(title string) {
	w.t.Helper()
	w.does(w.CloseWindow(title))
}

// triesToClose has the window ask whether to stop first, as it does while somebody plays.
func (w *window) triesToClose() {
	w.t.Helper()
	w.raises(title)
	w.does(w.PressUntilSays("alt+F4", "Stop and close"))
}

// saysIn waits until a phrase stands in one window of the program.
func (w *window) saysIn(title, phrase string) {
	w.t.Helper()
	w.does(w.SaysIn(w.program, title, phrase))
}

// clicksIn clicks on a phrase in one window of the program.
func (w *window) clicksIn(title, phrase string) {
	w.t.Helper()
	w.does(w.ClickIn(w.program, title, phrase))
}

// clipboard is what is on the clipboard.
func (w *window) clipboard() string {
	w.t.Helper()
	text, err := w.Clipboard()
	w.does(err)
	return text
}

// occupies has a Python program on a computer listen on a port and take in whoever comes.
func occupies(t *testing.T, c *network.Computer, port int) {
	t.Helper()
	other := launch(t, c.Command(python(t), "-c", `
import socket
held = []
with socket.create_server(("", `+strconv.Itoa(port)+`)) as s:
    print("listening", flush=True)
    while True:
        held.append(s.accept())`))
	other.await("the other program to listen", func() bool { return other.out.has("listening") })
}
