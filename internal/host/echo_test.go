package host_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
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
					conn, err := hosttest.Dial(h.Addr())
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
						if err = hosttest.Lockstep(conn, msg, reply[:len(msg)]); err != nil {
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
			hosttest.WaitFor(t, "everybody's seat", func() bool { return h.PlayerCount() == c.clients-failed })
			close(everybodyIn)
			for range c.clients - failed {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
			h.WaitMessages(c.clients * c.messages)
		})
	}
}

func TestEveryByteValueComesBack(t *testing.T) {
	t.Parallel()
	g := open(t, host.Config{}).Connect()
	var all strings.Builder
	for b := range 256 {
		g.Echo(string([]byte{byte(b)}))
		all.WriteByte(byte(b))
	}
	g.Echo(all.String())
}

func TestHalfACharacterIsAMessage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	g := h.Connect()
	const text = "é→🏮"
	for i := range len(text) {
		g.Echo(text[i : i+1])
	}
	h.WaitMessages(len(text))
	i := 0
	for _, e := range h.Records() {
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
	quiet, talker := h.Connect(), h.Connect()
	for range 200 {
		talker.Echo("still there?")
	}
	p, in := h.Player(quiet.Addr())
	if !in || !p.LastHeard.Equal(p.Joined) || p.MessagesIn != 0 {
		t.Fatalf("the quiet client: in %t, %+v", in, p)
	}
	quiet.Echo("yes")
}

func TestAClientThatHalfClosesGetsItsAnswer(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{ReadBuffer: 1 << 20})
	for _, msg := range []string{"one question", strings.Repeat("a long one ", 200_000)} {
		g := h.Connect()
		h.limitBuffers(g)
		said := make(chan error, 1)
		go func() {
			_, err := io.WriteString(g, msg)
			said <- errors.Join(err, g.CloseWrite())
		}()
		if got := g.ReceiveEnd(); string(got) != msg {
			t.Fatalf("%d bytes came back, want %d", len(got), len(msg))
		}
		if err := <-said; err != nil {
			t.Fatal(err)
		}
		h.MustLeave(g, journal.ByPlayer)
	}
}

func TestTheZeroConfigEchoesOnAnyPortOfAllAddressesWithoutALimit(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	if err := h.Start(host.Config{}); err != nil {
		t.Fatal(err)
	}
	if a := h.Addr(); a.Addr().String() != "0.0.0.0" || a.Port() == 0 || h.Limit() != 0 {
		t.Fatalf("hosting on %s for %d players", a, h.Limit())
	}
	h.Connect().Echo("hello")
}
