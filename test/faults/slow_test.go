package faults

import (
	"io"
	"testing"
	"time"
)

func TestWhoNeverReadsIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	s := chat(t)
	deaf := s.bad()
	s.leaves(deaf, "too slow")
	s.playOn(time.Second)
	s.allWell()
}

func TestWhoTalksAndNeverReadsIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	s := echo(t)
	deaf := s.bad()
	begun := make(chan struct{})
	go func() {
		defer close(begun)
		for flood := make([]byte, 1<<20); ; { // ends with the connection
			if _, err := deaf.Write(flood); err != nil {
				return
			}
		}
	}()
	s.leaves(deaf, "too slow")
	<-begun
	s.allWell()
}

func TestWhoReadsAByteASecondIsTooSlowAndNobodyWaitsForIt(t *testing.T) {
	s := chat(t)
	sip := s.bad()
	stop := every(time.Second, func() error {
		_, err := sip.Read(make([]byte, 1))
		return err
	})
	defer stop()
	s.leaves(sip, "too slow")
	s.playOn(time.Second)
	s.allWell()
}

func TestWhoSendsAByteASecondIsHeardWholeAndNobodyWaitsForIt(t *testing.T) {
	s := chat(t)
	friend := s.bad()
	s.awaits("a seat", func() bool { return s.program.Count("joined") == s.good+1 })
	said := make(chan string, 1)
	go func() {
		reader := s.framing("u16be").NewReader(friend, 2048, 1<<16)
		for {
			msg, err := reader.Next()
			if err != nil || len(msg) == len("slow") {
				said <- string(msg)
				return
			}
		}
	}()
	slow := s.bad()
	go func() { _, _ = io.Copy(io.Discard, slow) }() // the talk of the others
	for _, b := range "\x00\x04slow" {
		s.says(slow, string(b))
		time.Sleep(time.Second)
	}
	if got := <-said; got != "slow" {
		t.Errorf("heard %q", got)
	}
	s.stays()
	s.allWell()
}

func TestWhoSaysNothingStaysAndNobodyWaitsForIt(t *testing.T) {
	s := echo(t)
	const silent = 200
	last := s.bad()
	for range silent - 1 {
		last = s.bad()
	}
	s.awaits("their seats", func() bool { return s.program.Count("joined") == s.good+silent })
	s.playOn(2 * time.Second)
	s.stays()
	s.says(last, "I was thinking")
	heard := make([]byte, len("I was thinking"))
	if _, err := io.ReadFull(last, heard); err != nil || string(heard) != "I was thinking" {
		t.Errorf("heard %q (%v)", heard, err)
	}
	s.allWell()
}

// every does something again and again until stop is called, or it fails.
func every(pause time.Duration, do func() error) (stop func()) {
	enough, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-enough:
				return
			case <-time.After(pause):
			}
			if do() != nil {
				return
			}
		}
	}()
	return func() {
		close(enough)
		<-done
	}
}
