package practice

import (
	"net"
	"testing"

	"go.uber.org/goleak"
)

func TestTwoPlayersPlayAGame(t *testing.T) {
	f := newFixture(t, "Turn-based relay")
	f.start(2)
	first := f.join()
	f.awaitRows(first, "← received white")
	second := f.join()
	f.awaitRows(second, "← received black")
	if second.window.Title() != "Practice player B" {
		t.Errorf("the second is called %q", second.window.Title())
	}
	submit(first, "e2e4")
	f.awaitRows(second, "← received black", "← received e2e4")
	submit(second, "e7e5")
	f.awaitRows(first, "← received white", "→ sent e2e4", "← received e7e5")

	first.close()
	f.await("the seat to be free", func() bool { return f.host.PlayerCount() == 1 })
	if third := f.join(); third.window.Title() != "Practice player A" {
		t.Errorf("the player after the first one left is called %q", third.window.Title())
	}
}

func TestTwoPlayersSwapPositions(t *testing.T) {
	f := newFixture(t, "Positions")
	f.start(2)
	first, second := f.join(), f.join()
	submit(first, "0:1,1")
	f.awaitRows(first, "← received 0", "→ sent 0:1,1", "← received 1:100,100")
	submit(second, "1:2,2")
	f.awaitRows(second, "← received 1", "→ sent 1:2,2", "← received 0:1,1")
	submit(first, "0:3,3")
	f.awaitRows(first, "← received 0", "→ sent 0:1,1", "← received 1:100,100", "→ sent 0:3,3", "← received 1:2,2")
}

func TestAPlayerReportsThatNothingIsHostedAndConnectsAfterTheStart(t *testing.T) {
	f := newFixture(t, "Chat lines")
	p := f.open()
	f.awaitState(p, "Not connected: Porchlight is not hosting. Press Start hosting in its window, then Connect again here.")
	submit(p, "hello")
	if want := "Not sent: there is no connection. Press Connect again."; p.hint.Text != want || p.entry.Text != "hello" {
		t.Errorf("it says %q and holds %q", p.hint.Text, p.entry.Text)
	}
	f.start(0)
	p.reconnect.OnTapped()
	f.awaitState(p, "Connected to "+f.host.Addr().String()+" as a player, the way a friend would.")
	if p.reconnect.Visible() || p.send.Disabled() {
		t.Error("connected, it offers to connect, or does not offer to send")
	}
	f.host.Stop()
	f.awaitState(p, "Hosting has stopped, and so the game is over. Press Start hosting, then Connect again.")
	if !p.reconnect.Visible() || !p.send.Disabled() {
		t.Error("not connected, it does not offer to connect, or offers to send")
	}
	f.start(0)
	p.reconnect.OnTapped()
	f.awaitState(p, "Connected to "+f.host.Addr().String()+" as a player, the way a friend would.")
}

func TestAPlayerReportsAFullGame(t *testing.T) {
	f := newFixture(t, "Echo")
	f.start(1)
	first := f.join()
	second := f.open()
	f.awaitState(second, "The host ended the connection. The game may be full: allow more players, then press Connect again.")
	submit(first, "still in")
	f.awaitRows(first, "→ sent still in", "← received still in")
	f.host.Kick(f.host.Players(nil)[0].ID)
	f.awaitState(first, "The host ended the connection. Press Connect again to come back.")
}

func TestAPlayerReportsAClosedPort(t *testing.T) {
	f := newFixture(t, "Echo")
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f.at = l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	f.awaitState(f.open(), "Not connected: nothing listens at "+f.at+". Press Start hosting, then Connect again.")
}

func TestCloseEndsTheConnectionAndItsGoroutines(t *testing.T) {
	before := goleak.IgnoreCurrent()
	f := newFixture(t, "Echo")
	f.start(0)
	p := f.join()
	f.join()
	p.close()
	f.await("the player to leave", func() bool { return f.host.PlayerCount() == 1 })
	f.cancel()
	f.work.Wait()
	f.await("the other to leave", func() bool { return f.host.PlayerCount() == 0 })
	f.host.Stop()
	goleak.VerifyNone(t, before)
	if p.connect(); p.link != nil {
		t.Error("once closed, it connects")
	}
}
