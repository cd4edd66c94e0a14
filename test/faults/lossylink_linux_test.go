package faults

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
	"time"

	"porchlight/test/headless"
	"porchlight/test/need"
	"porchlight/test/network"
)

// lossyLink is as bad as a wireless network at the edge of its range.
var lossyLink = network.LinkFaults{Loss: 0.05, Duplicate: 0.01, Reorder: 0.25, Delay: 20 * time.Millisecond, Jitter: 10 * time.Millisecond}

// twoComputers is the program with a game on one computer, and another computer connected to it by a lossy link.
type twoComputers struct {
	*game
	near, far *network.Computer
	link      *network.LossyLink
	address   string // of the program, over the link
}

// startOverLossyLink starts the program with the game of a name on the near computer.
func startOverLossyLink(t *testing.T, name string) *twoComputers {
	t.Helper()
	t.Parallel()
	n := network.ForTest(t)
	need.File(t, "/dev/net/tun")
	var err error
	a := &twoComputers{}
	if a.near, err = n.Computer("eth0"); err == nil {
		a.far, err = n.Computer("eth0")
	}
	if err == nil {
		a.link, err = a.near.LossyLinkTo(a.far, "10.7.0.1/24", "10.7.0.2/24", lossyLink)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.link.Close(); err != nil {
			t.Error(err)
		}
	})
	a.game = startGameBy(t, a.near.On(builtPath), "--game", name, "--players", "0")
	a.address = net.JoinHostPort("10.7.0.1", strconv.Itoa(a.program.Port))
	return a
}

// dialFrom connects a player from a computer. The end of the test closes the connection.
func (a *twoComputers) dialFrom(c *network.Computer) net.Conn {
	a.Helper()
	conn, err := c.Dial(a.address)
	if err != nil {
		a.Fatal(err)
	}
	a.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(2 * timeout)); err != nil {
		a.Fatal(err)
	}
	return conn
}

// checkLinkWasLossy checks that packets were lost, duplicated and reordered. Otherwise nothing was tested.
func (a *twoComputers) checkLinkWasLossy() {
	a.Helper()
	lost, duplicated, reordered := a.link.Lost.Load(), a.link.Duplicated.Load(), a.link.Reordered.Load()
	a.Logf("packets: %d lost, %d duplicated, %d reordered", lost, duplicated, reordered)
	if lost == 0 || duplicated == 0 || reordered == 0 {
		a.Error("the link was not lossy")
	}
}

func TestOverALinkThatLosesAndReordersEveryMessageArrivesWholeAndInOrder(t *testing.T) {
	a := startOverLossyLink(t, "Chat with 64-byte headers")
	c := &headless.RelayCheck{Framing: a.parseFraming("header:64"), Size: 4000, Pause: 10 * time.Millisecond}
	for _, from := range []*network.Computer{a.far, a.near, a.far, a.near} {
		c.Add(a.dialFrom(from))
	}
	a.waitFor("seats", func() bool { return a.program.Count("joined") == 4 })
	c.Start()
	a.stopPlayers = c.Stop
	a.letPlay(8 * time.Second)
	a.checkNobodyLeft()
	a.checkLinkWasLossy()
	a.checkDelivery()
}

func TestOverALinkThatLosesAndReordersEveryByteIsEchoed(t *testing.T) {
	a := startOverLossyLink(t, "Echo")
	e := &headless.EchoCheck{Size: 4000, Pause: 10 * time.Millisecond}
	e.Start(a.dialFrom(a.far), a.dialFrom(a.far), a.dialFrom(a.near))
	a.stopPlayers = e.Stop
	a.letPlay(8 * time.Second)
	a.checkNobodyLeft()
	a.checkLinkWasLossy()
	a.checkDelivery()
}

// Two pairs of players exchange raw streams in both directions. Each stream passes the link twice.
func TestOverALinkThatLosesAndReordersARelayedStreamArrivesWhole(t *testing.T) {
	a := startOverLossyLink(t, "Turn-based relay")
	const length = 256 << 10
	var players []net.Conn
	for i, greeting := range []string{"white", "black", "white", "black"} {
		conn := a.dialFrom(a.far)
		received := make([]byte, len(greeting))
		if _, err := io.ReadFull(conn, received); err != nil || string(received) != greeting {
			t.Fatalf("player %d is greeted with %q (%v)", i, received, err)
		}
		players = append(players, conn)
	}
	results := make(chan error, 2*len(players))
	for i, conn := range players {
		go func() {
			_, err := conn.Write(randomStream(i, length))
			results <- err
		}()
		go func() {
			got := make([]byte, length)
			_, err := io.ReadFull(conn, got)
			if want := sha256.Sum256(randomStream(i^1, length)); err == nil && sha256.Sum256(got) != want {
				err = errors.New("the received stream differs from the sent one")
			}
			results <- err
		}()
	}
	for range 2 * len(players) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	a.checkNobodyLeft()
	a.checkLinkWasLossy()
	if err := a.program.Stop(); err != nil {
		t.Error(err)
	}
}

// randomStream returns the bytes that a player sends.
func randomStream(player, length int) []byte {
	var b bytes.Buffer
	_, _ = io.CopyN(&b, rand.NewChaCha8([32]byte{byte(player)}), int64(length))
	return b.Bytes()
}
