package host_test

import (
	"errors"
	"io"
	"syscall"
	"testing"

	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// mustReset checks that the next read finds a reset.
func mustReset(t *testing.T, c *hosttest.Client) {
	t.Helper()
	if _, err := io.Copy(io.Discard, c.TCPConn); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the connection ends with %v, want a reset", err)
	}
}

func TestAHalfCloseIsPassedOn(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	player.Send("the end of my words")
	if err := player.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if got := server.ReceiveEnd(); string(got) != "the end of my words" {
		t.Errorf("the server received %q", got)
	}
	server.Send("but not of mine")
	player.Receive("but not of mine")
	_ = server.Close()
	if got := player.ReceiveEnd(); len(got) > 0 {
		t.Errorf("the player received %q", got)
	}
	b.MustLeave(player, journal.ByPlayer)

	player, server = b.pair()
	server.Send("bye")
	if err := server.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if got := player.ReceiveEnd(); string(got) != "bye" {
		t.Errorf("the player received %q", got)
	}
	player.Send("one word more")
	server.Receive("one word more")
	_ = player.Close()
	b.MustLeave(player, journal.ByServer)
}

func TestAResetIsPassedOn(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	player.Reset()
	mustReset(t, server)
	b.MustLeave(player, journal.ConnectionLost)
	player, server = b.pair()
	server.Send("first") // a server that resets while it is connected to is tried again
	player.Receive("first")
	server.Reset()
	mustReset(t, player)
	b.MustLeave(player, journal.ByServer)
}

func TestAServerBehindThatClosesEndsItsPlayerThoughThatNeverCloses(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	_ = server.Close()
	player.ReceiveEnd()
	b.MustLeave(player, journal.ByServer)
}

func TestAPlayerThatLeavesFreesItsSeatThoughTheServerNeverCloses(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	from := player.Addr()
	_ = player.Close()
	if e := b.WaitLeft(from); e.Reason != journal.ByPlayer {
		t.Errorf("it left for %v", e.Reason)
	}
	server.ReceiveEnd()
}

func TestAKickedPlayersServerReadsAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	p := b.WaitPlayer(player)
	if !b.Kick(p.ID) {
		t.Fatal("there is nobody to kick")
	}
	server.ReceiveEnd()
	player.ReceiveEnd()
	b.MustLeave(player, journal.Kicked)
}
