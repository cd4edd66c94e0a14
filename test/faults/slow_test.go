package faults

import (
	"io"
	"testing"
	"time"
)

func TestAPlayerThatNeverReadsIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	g := startChat(t)
	unread := g.connectBad()
	g.waitForLeave(unread, "too slow")
	g.letPlay(time.Second)
	g.checkGoodPlayers()
}

func TestAPlayerThatFloodsAndNeverReadsIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	g := startEcho(t)
	unread := g.connectBad()
	flooding := make(chan struct{})
	go func() {
		defer close(flooding)
		for flood := make([]byte, 1<<20); ; { // ends with the connection
			if _, err := unread.Write(flood); err != nil {
				return
			}
		}
	}()
	g.waitForLeave(unread, "too slow")
	<-flooding
	g.checkGoodPlayers()
}

func TestAPlayerThatReadsAByteASecondIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	g := startChat(t)
	reader := g.connectBad()
	stop := repeat(time.Second, func() error {
		_, err := reader.Read(make([]byte, 1))
		return err
	})
	defer stop()
	g.waitForLeave(reader, "too slow")
	g.letPlay(time.Second)
	g.checkGoodPlayers()
}

func TestAPlayerThatSendsAByteASecondIsRelayedWholeAndNobodyWaitsForIt(t *testing.T) {
	g := startChat(t)
	friend := g.connectBad()
	g.waitFor("a seat", func() bool { return g.program.Count("joined") == g.good+1 })
	received := make(chan string, 1)
	go func() {
		reader := g.parseFraming("u16be").NewReader(friend, 2048, 1<<16)
		for {
			msg, err := reader.Next()
			if err != nil || len(msg) == len("slow") {
				received <- string(msg)
				return
			}
		}
	}()
	slow := g.connectBad()
	go func() { _, _ = io.Copy(io.Discard, slow) }() // the messages of the others
	for _, b := range "\x00\x04slow" {
		g.send(slow, string(b))
		time.Sleep(time.Second)
	}
	if got := <-received; got != "slow" {
		t.Errorf("another player received %q, want slow", got)
	}
	g.checkNobodyLeft()
	g.checkGoodPlayers()
}

func TestAPlayerThatSaysNothingStaysAndNobodyWaitsForIt(t *testing.T) {
	g := startEcho(t)
	const silent = 200
	last := g.connectBad()
	for range silent - 1 {
		last = g.connectBad()
	}
	g.waitFor("the seats of the silent players", func() bool { return g.program.Count("joined") == g.good+silent })
	g.letPlay(2 * time.Second)
	g.checkNobodyLeft()
	g.send(last, "I was thinking")
	received := make([]byte, len("I was thinking"))
	if _, err := io.ReadFull(last, received); err != nil || string(received) != "I was thinking" {
		t.Errorf("received %q (%v)", received, err)
	}
	g.checkGoodPlayers()
}

// repeat calls do, with pauses, until stop is called or do fails.
func repeat(pause time.Duration, do func() error) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-quit:
				return
			case <-time.After(pause):
			}
			if do() != nil {
				return
			}
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
