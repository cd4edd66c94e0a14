package host_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestEveryClientGetsItsOwnBytesBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ clients, messages int }{{2, 500}, {50, 50}, {1000, 4}} {
		t.Run(fmt.Sprintf("%d clients", c.clients), func(t *testing.T) {
			h := open(t, host.Config{})
			connected := make(chan error, c.clients)
			everybodyIn := make(chan struct{})
			done := make(chan error, c.clients)
			for client := range c.clients {
				go func() {
					conn, err := dial(h.Addr())
					connected <- err
					if err != nil {
						return
					}
					defer func() { _ = conn.Close() }()
					<-everybodyIn
					reply := make([]byte, 2048)
					for i := range c.messages {
						msg := make([]byte, 1+(client*31+i*997)%2048)
						copy(msg, fmt.Sprintf("%d/%d", client, i))
						if err = lockstep(conn, msg, reply[:len(msg)]); err != nil {
							done <- fmt.Errorf("client %d, message %d: %w", client, i, err)
							return
						}
					}
					done <- nil
				}()
			}
			failed := 0
			for range c.clients {
				if err := <-connected; err != nil {
					failed++
					t.Error(err)
				}
			}
			waitFor(t, "everybody's seat", func() bool { return h.PlayerCount() == c.clients-failed })
			close(everybodyIn)
			for range c.clients - failed {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
			h.hasHeard(c.clients * c.messages)
		})
	}
}

func TestEveryByteValueComesBack(t *testing.T) {
	t.Parallel()
	g := open(t, host.Config{}).guest()
	var all strings.Builder
	for b := range 256 {
		g.echoes(string([]byte{byte(b)}))
		all.WriteByte(byte(b))
	}
	g.echoes(all.String())
}

func TestHalfARuneIsAMessage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	g := h.guest()
	const text = "é→🏮"
	for i := range len(text) {
		g.echoes(text[i : i+1])
	}
	h.hasHeard(len(text))
	i := 0
	for _, e := range h.records() {
		if e.Kind != journal.Message {
			continue
		}
		if string(e.In) != text[i:i+1] || string(e.Out) != text[i:i+1] || e.To != 1 {
			t.Errorf("record %d: %q => %q to %d", i, e.In, e.Out, e.To)
		}
		i++
	}
}

func TestAQuietClientStays(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	quiet, talker := h.guest(), h.guest()
	for range 200 {
		talker.echoes("still there?")
	}
	p, in := h.player(quiet.addr())
	if !in || !p.LastHeard.Equal(p.Joined) || p.MessagesIn != 0 {
		t.Fatalf("the quiet client: in %t, %+v", in, p)
	}
	quiet.echoes("yes")
}

func TestAClientThatHalfClosesGetsItsAnswer(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{ReadBuffer: 1 << 20})
	for _, msg := range []string{"one question", strings.Repeat("a long one ", 200_000)} {
		g := h.guest()
		h.fillsUpSoon(g, g.hasSeat(h))
		said := make(chan error, 1)
		go func() {
			_, err := io.WriteString(g, msg)
			said <- errors.Join(err, g.CloseWrite())
		}()
		if got := g.hearsTheEnd(); string(got) != msg {
			t.Fatalf("%d bytes came back, want %d", len(got), len(msg))
		}
		if err := <-said; err != nil {
			t.Fatal(err)
		}
		h.leftBecause(g, journal.ByPlayer)
	}
}

func TestTheZeroConfigEchoesOnAnyPortOfAllAddressesWithoutALimit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.Start(host.Config{}); err != nil {
		t.Fatal(err)
	}
	if a := h.Addr(); a.Addr().String() != "0.0.0.0" || a.Port() == 0 || h.Limit() != 0 {
		t.Fatalf("hosting on %s for %d players", a, h.Limit())
	}
	h.guest().echoes("hello")
}
