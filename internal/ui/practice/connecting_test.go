package practice

import (
	"net"
	"testing"

	"go.uber.org/goleak"
)

func TestTwoPracticePlayersMakeAGame(t *testing.T) {
	ps := practise(t, "Turn-based relay")
	ps.hosts(2)
	first := ps.joined()
	ps.has(first, "← received white")
	second := ps.joined()
	ps.has(second, "← received black")
	if second.window.Title() != "Practice player B" {
		t.Errorf("the second is called %q", second.window.Title())
	}
	types(first, "e2e4")
	ps.has(second, "← received black", "← received e2e4")
	types(second, "e7e5")
	ps.has(first, "← received white", "→ sent e2e4", "← received e7e5")

	first.close()
	ps.await("the seat to be free", func() bool { return ps.host.PlayerCount() == 1 })
	if third := ps.joined(); third.window.Title() != "Practice player A" {
		t.Errorf("the one after the first has gone is called %q", third.window.Title())
	}
}

func TestTwoPracticePlayersSwapPositions(t *testing.T) {
	ps := practise(t, "Positions")
	ps.hosts(2)
	first, second := ps.joined(), ps.joined()
	types(first, "0:1,1")
	ps.has(first, "← received 0", "→ sent 0:1,1", "← received 1:100,100")
	types(second, "1:2,2")
	ps.has(second, "← received 1", "→ sent 1:2,2", "← received 0:1,1")
	types(first, "0:3,3")
	ps.has(first, "← received 0", "→ sent 0:1,1", "← received 1:100,100", "→ sent 0:3,3", "← received 1:2,2")
}

func TestAPracticePlayerSaysThatNobodyHostsAndConnectsOnceSomebodyDoes(t *testing.T) {
	ps := practise(t, "Chat lines")
	p := ps.player()
	ps.sees(p, "Not connected: Porchlight is not hosting. Press Start hosting in its window, then Connect again here.")
	types(p, "hello")
	if want := "Not sent: there is no connection. Press Connect again."; p.hint.Text != want || p.entry.Text != "hello" {
		t.Errorf("it says %q and holds %q", p.hint.Text, p.entry.Text)
	}
	ps.hosts(0)
	p.reconnect.OnTapped()
	ps.sees(p, "Connected to "+ps.host.Addr().String()+" as a player, the way a friend would.")
	if p.reconnect.Visible() || p.send.Disabled() {
		t.Error("connected, it offers to connect, or does not offer to send")
	}
	ps.host.Stop()
	ps.sees(p, "Hosting has stopped, and so the game is over. Press Start hosting, then Connect again.")
	if !p.reconnect.Visible() || !p.send.Disabled() {
		t.Error("not connected, it does not offer to connect, or offers to send")
	}
	ps.hosts(0)
	p.reconnect.OnTapped()
	ps.sees(p, "Connected to "+ps.host.Addr().String()+" as a player, the way a friend would.")
}

func TestAPracticePlayerSaysThatTheGameIsFull(t *testing.T) {
	ps := practise(t, "Echo")
	ps.hosts(1)
	first := ps.joined()
	second := ps.player()
	ps.sees(second, "The host ended the connection. The game may be full: allow more players, then press Connect again.")
	types(first, "still in")
	ps.has(first, "→ sent still in", "← received still in")
	ps.host.Kick(ps.host.Players(nil)[0].ID)
	ps.sees(first, "The host ended the connection. Press Connect again to come back.")
}

func TestAPracticePlayerSaysThatNothingListens(t *testing.T) {
	ps := practise(t, "Echo")
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ps.at = l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ps.sees(ps.player(), "Not connected: nothing listens at "+ps.at+". Press Start hosting, then Connect again.")
}

func TestClosingAPracticePlayerEndsItsConnectionAndItsGoroutines(t *testing.T) {
	before := goleak.IgnoreCurrent()
	ps := practise(t, "Echo")
	ps.hosts(0)
	p := ps.joined()
	ps.joined()
	p.close()
	ps.await("the player to leave", func() bool { return ps.host.PlayerCount() == 1 })
	ps.finish()
	ps.work.Wait()
	ps.await("the other to leave", func() bool { return ps.host.PlayerCount() == 0 })
	ps.host.Stop()
	goleak.VerifyNone(t, before)
	if p.connect(); p.link != nil {
		t.Error("once closed, it connects")
	}
}
