package conn

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestAPeerThatHasClosedIsGoneThoughItsEndHasNotArrived(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	local := c.tcp
	for err := error(nil); err == nil; { // until the buffers are full
		_ = peer.SetWriteDeadline(time.Now().Add(100 * time.Millisecond))
		_, err = peer.Write(make([]byte, 1<<20))
	}
	if peerGone(local) {
		t.Error("an open peer is gone")
	}
	if err := peer.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if peerGone(local) {
		t.Error("a peer that has only shut down writing is gone")
	}
	if err := peer.Close(); err != nil {
		t.Fatal(err)
	}
	if !peerGone(local) {
		t.Error("a closed peer is not gone")
	}
	if peerClosed(local) {
		t.Error("the end has arrived: this test shows nothing")
	}
}

func TestTheRestOfThePeersMessagesHasABoundedTime(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newLineGroup(t))
	if _, err := io.WriteString(peer, strings.Repeat("x\n", 10_000)); err != nil {
		t.Fatal(err)
	}
	if err := peer.Close(); err != nil {
		t.Fatal(err)
	}
	handled := 0
	for range c.Messages() {
		handled++
		time.Sleep(time.Millisecond)
	}
	if !errors.Is(c.Cause(), ErrRestDiscarded) {
		t.Errorf("the cause is %v after %d messages", c.Cause(), handled)
	}
}

func TestAFewMessagesOfAPeerThatClosedAreAllHandled(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newLineGroup(t))
	if _, err := io.WriteString(peer, strings.Repeat("x\n", 10_000)); err != nil {
		t.Fatal(err)
	}
	if err := peer.Close(); err != nil {
		t.Fatal(err)
	}
	handled := 0
	for range c.Messages() {
		handled++
	}
	if handled != 10_000 || !errors.Is(c.Cause(), io.EOF) {
		t.Errorf("%d messages of 10000 were handled, and the cause is %v", handled, c.Cause())
	}
}
