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
	"porchlight/test/network"
)

// poor is a network as in the far corner of a house.
var poor = network.Rough{Loss: 0.05, Twice: 0.01, Hasty: 0.25, Delay: 20 * time.Millisecond, Jitter: 10 * time.Millisecond}

// apart is the program on one computer, and another one that is joined to it by a bad cable.
type apart struct {
	*scene
	home, away *network.Computer
	cable      *network.Cable
	address    string // of the program, over the cable
}

// openApart starts the program with a game.
func openApart(t *testing.T, game string) *apart {
	t.Helper()
	t.Parallel()
	n := network.ForTest(t)
	var err error
	a := &apart{}
	if a.home, err = n.Computer("eth0"); err == nil {
		a.away, err = n.Computer("eth0")
	}
	if err == nil {
		a.cable, err = a.home.RoughCable(a.away, "10.7.0.1/24", "10.7.0.2/24", poor)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.cable.Close(); err != nil {
			t.Error(err)
		}
	})
	a.scene = openOn(t, a.home.On(builtPath), "--game", game, "--players", "0")
	a.address = net.JoinHostPort("10.7.0.1", strconv.Itoa(a.program.Port))
	return a
}

// dialFrom connects a player from a computer. The end of the test closes it.
func (a *apart) dialFrom(c *network.Computer) net.Conn {
	a.Helper()
	conn, err := c.Dial(a.address)
	if err != nil {
		a.Fatal(err)
	}
	a.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(2 * patience)); err != nil {
		a.Fatal(err)
	}
	return conn
}

// isRough checks that packets were lost, doubled and overtaken, without which nothing was tested.
func (a *apart) isRough() {
	a.Helper()
	lost, doubled, overtaken := a.cable.Lost.Load(), a.cable.Doubled.Load(), a.cable.Overtaken.Load()
	a.Logf("packets: %d lost, %d doubled, %d overtaken", lost, doubled, overtaken)
	if lost == 0 || doubled == 0 || overtaken == 0 {
		a.Error("the cable was not bad")
	}
}

func TestOverACableThatLosesAndReordersEveryMessageArrivesWholeAndInOrder(t *testing.T) {
	a := openApart(t, "Chat with 64-byte headers")
	c := &headless.Circle{Framing: a.framing("header:64"), Size: 4000, Pause: 10 * time.Millisecond}
	for _, from := range []*network.Computer{a.away, a.home, a.away, a.home} {
		c.Join(a.dialFrom(from))
	}
	a.awaits("seats", func() bool { return a.program.Count("joined") == 4 })
	c.Begin()
	a.end = c.End
	a.playOn(8 * time.Second)
	a.stays()
	a.isRough()
	a.allWell()
}

func TestOverACableThatLosesAndReordersEveryByteIsEchoed(t *testing.T) {
	a := openApart(t, "Echo")
	e := &headless.Echoers{Size: 4000, Pause: 10 * time.Millisecond}
	e.Begin(a.dialFrom(a.away), a.dialFrom(a.away), a.dialFrom(a.home))
	a.end = e.End
	a.playOn(8 * time.Second)
	a.stays()
	a.isRough()
	a.allWell()
}

// Two pairs relay raw streams in both directions, each over the cable twice.
func TestOverACableThatLosesAndReordersARelayedStreamArrivesWhole(t *testing.T) {
	a := openApart(t, "Turn-based relay")
	const length = 256 << 10
	var players []net.Conn
	for i, greeting := range []string{"white", "black", "white", "black"} {
		conn := a.dialFrom(a.away)
		heard := make([]byte, len(greeting))
		if _, err := io.ReadFull(conn, heard); err != nil || string(heard) != greeting {
			t.Fatalf("player %d is greeted with %q (%v)", i, heard, err)
		}
		players = append(players, conn)
	}
	ends := make(chan error)
	for i, conn := range players {
		go func() {
			_, err := conn.Write(stream(i, length))
			ends <- err
		}()
		go func() {
			got := make([]byte, length)
			_, err := io.ReadFull(conn, got)
			if want := sha256.Sum256(stream(i^1, length)); err == nil && sha256.Sum256(got) != want {
				err = errors.New("another stream came than was sent")
			}
			ends <- err
		}()
	}
	for range 2 * len(players) {
		if err := <-ends; err != nil {
			t.Error(err)
		}
	}
	a.stays()
	a.isRough()
	if err := a.program.Stop(); err != nil {
		t.Error(err)
	}
}

// stream is what a player streams.
func stream(player, length int) []byte {
	var b bytes.Buffer
	_, _ = io.CopyN(&b, rand.NewChaCha8([32]byte{byte(player)}), int64(length))
	return b.Bytes()
}
