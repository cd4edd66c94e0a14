package conn

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// slowed returns a connection that a rate limit makes wait for longer than the test runs, and its peer.
func slowed(t *testing.T) (*Conn, io.WriteCloser, <-chan error) {
	t.Helper()
	g := newLineGroup(t)
	g.SetRateLimit(RateLimit{Bytes: 1})
	c, peer := pair(t, g)
	done := readAll(c)
	if _, err := io.WriteString(peer, strings.Repeat(strings.Repeat("x", 100)+"\n", 50)); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the throttle", func() bool { return c.throttle.timer.Load() != nil })
	return c, peer, done
}

func TestAThrottledConnectionEndsWhenItsPeerCloses(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not report an end behind unread bytes")
	}
	_, peer, done := slowed(t)
	_ = peer.Close()
	if err := wait(t, "the end", done); !errors.Is(err, ErrRestDiscarded) {
		t.Errorf("the cause is %v", err)
	}
}

func TestAThrottledConnectionCanBeEnded(t *testing.T) {
	t.Parallel()
	c, _, done := slowed(t)
	kicked := errors.New("kicked")
	c.End(kicked)
	if err := wait(t, "the end", done); !errors.Is(err, kicked) {
		t.Errorf("the cause is %v", err)
	}
}

func TestANewLimitWakesAThrottledConnection(t *testing.T) {
	t.Parallel()
	c, peer, done := slowed(t)
	c.group.SetRateLimit(RateLimit{})
	c.WakeThrottled()
	_ = peer.Close()
	if err := wait(t, "the end", done); !errors.Is(err, io.EOF) {
		t.Errorf("the cause is %v", err)
	}
}

// sharing is an Observer that says whether its peer is alone.
type sharing struct {
	ignore
	isAlone bool
}

func (s sharing) IsAlone(time.Time) bool { return s.isAlone }

func TestAPeerHasItsShareOfDeliveriesUnlessItIsAlone(t *testing.T) {
	t.Parallel()
	const messages, deliveries = 2000, 100
	for _, isAlone := range []bool{false, true} {
		c, peer := pair(t, newLineGroup(t))
		c.throttle.observer = sharing{isAlone: isAlone}
		if _, err := io.WriteString(peer, strings.Repeat("x\n", messages)); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		read := 0
		for m := range c.Messages() {
			c.Charge(m.Received, deliveries, 0)
			if read++; read == messages {
				break
			}
		}
		// All of it is four seconds' worth, of which an eighth of a second's may come at once.
		took, least := time.Since(began), 3500*time.Millisecond
		if isAlone != (took < least) {
			t.Errorf("alone: %t, %d deliveries took %s", isAlone, messages*deliveries, took)
		}
	}
}

func TestAPeerDoesNotRepayWhatItDeliveredWhileItWasAlone(t *testing.T) {
	t.Parallel()
	c, _ := pair(t, newGroup())
	c.throttle.observer = sharing{isAlone: true}
	now := time.Unix(1_000_000, 0)
	for range 10 * maxDeliveries / 100 { // ten seconds' worth at once
		c.Charge(now, 100, 0)
		c.applyRateLimit(now, 1)
	}
	c.throttle.observer = sharing{isAlone: false}
	c.Charge(now, maxDeliveries/deliveryParts, 0)
	if d := c.throttle.shareDelay; d > 100*time.Millisecond {
		t.Errorf("the peer waits for %s", d)
	}
}

func TestOneDeliveryAMessageIsNotCharged(t *testing.T) {
	t.Parallel()
	c, _ := pair(t, newGroup())
	now := time.Unix(1_000_000, 0)
	for range 2 * maxDeliveries {
		c.Charge(now, 1, 0)
	}
	if c.throttle.shareDelay != 0 {
		t.Errorf("the peer waits for %s", c.throttle.shareDelay)
	}
}

// Whatever is spent together, and whenever, no more passes than a limit allows, and no less.
func TestABucketPassesWhatItsLimitAllows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ limit, maxCost, each, seconds int }{
		{1, 1, 1, 100},
		{10, 1, 1, 100},
		{50_000, 1, 1, 10},
		{1000, 2048, 2048, 100},
		{1000, 2048, 7, 100},
		{64_000_000, 1 << 20, 1 << 20, 100},
		{3, 1 << 24, 1 << 24, 100},
	} {
		b := bucket{limit: c.limit, maxCost: c.maxCost}
		now := time.Unix(1_000_000, 0)
		var passed float64
		end := now.Add(time.Duration(c.seconds) * time.Second)
		for now.Before(end) {
			now = now.Add(b.spend(now, c.each) + time.Microsecond)
			passed += float64(c.each)
		}
		took := float64(c.seconds) + now.Sub(end).Seconds()
		least := took * float64(c.limit) * 0.99
		most := (took+1)*float64(c.limit)*1.01 + float64(c.limit)/16 + 2*float64(c.maxCost)
		if passed < least || passed > most {
			t.Errorf("limit %d, %d each: %.0f passed in %.0f s, want %.0f to %.0f", c.limit, c.each, passed, took, least, most)
		}
	}
	b := bucket{maxCost: 1}
	if b.spend(time.Now(), 1<<30) != 0 {
		t.Error("without a limit something waits")
	}
}
