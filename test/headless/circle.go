package headless

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"porchlight/internal/wire"
)

// Circle is players that talk in one room of a game that passes every message on to everyone, the
// speaker too. Each says numbered messages, one when its last has come back, and checks that it hears
// those of all others whole, unchanged, in order, and none twice or left out.
type Circle struct {
	Framing wire.Framing
	Size    int           // bytes of the longest message
	Pause   time.Duration // between two messages of one player

	members []*member
	enough  chan struct{}
	talking sync.WaitGroup

	mu     sync.Mutex
	failed error // the first thing that any of them missed
}

// callSign begins what the members of a circle say, so that they know each other among strangers.
const callSign = "\x02circle "

// member is one of them, its fields its goroutine's alone until it has ended.
type member struct {
	circle  *Circle
	number  int
	conn    net.Conn
	said    int         // messages
	heard   map[int]int // messages by speaker
	done    map[int]bool
	longest time.Duration // from saying something to hearing it
}

// Outcome is what a circle went through.
type Outcome struct {
	Messages int           // said, each of which all have heard
	Longest  time.Duration // that one waited for its own
}

// Join has a player sit down on a connection. All join before the circle begins.
func (c *Circle) Join(conn net.Conn) {
	c.members = append(c.members, &member{
		circle: c, number: len(c.members), conn: conn, heard: map[int]int{}, done: map[int]bool{},
	})
}

// Name has each give its name, in a game that wants one first. A player that has not given its name does
// not hear the others, so the program must have taken all names before the circle begins.
func (c *Circle) Name() error {
	for _, m := range c.members {
		if err := m.say(fmt.Appendf(nil, "player %d", m.number)); err != nil {
			return err
		}
	}
	return nil
}

// Begin has all of them talk until End. All of them must have their seats.
func (c *Circle) Begin() {
	c.enough = make(chan struct{})
	for _, m := range c.members {
		c.talking.Go(func() {
			err := m.talk()
			_ = m.conn.Close()
			if err != nil {
				c.fail(fmt.Errorf("player %d after %d messages of its own: %w", m.number, m.said, err))
			}
		})
	}
}

// fail keeps the first failure and sends everybody home, since none would hear the last of all others.
func (c *Circle) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed != nil {
		return
	}
	c.failed = err
	for _, m := range c.members {
		_ = m.conn.Close()
	}
}

// Failed tells whether any of them has missed anything by now.
func (c *Circle) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed != nil
}

// End has them finish what is under way and tells how it went. The error is the first thing that any
// of them missed, or waited for too long.
func (c *Circle) End() (Outcome, error) {
	close(c.enough)
	c.talking.Wait()
	var o Outcome
	for _, m := range c.members {
		o.Messages += m.said
		o.Longest = max(o.Longest, m.longest)
	}
	return o, c.failed
}

// talk says messages until it is enough, and then listens until all have said their last.
func (m *member) talk() error {
	reader := m.circle.Framing.NewReader(m.conn, 2048, 2<<20)
	for last := false; !last; {
		select {
		case <-m.circle.enough:
			last = true
		case <-time.After(m.circle.Pause):
		}
		began := time.Now()
		if err := m.say(m.circle.message(m.number, m.said, last)); err != nil {
			return err
		}
		m.said++
		for m.heard[m.number] < m.said {
			if err := m.hear(reader); err != nil {
				return err
			}
		}
		m.longest = max(m.longest, time.Since(began))
	}
	for len(m.done) < len(m.circle.members) {
		if err := m.hear(reader); err != nil {
			return err
		}
	}
	return nil
}

func (m *member) say(msg []byte) error {
	frame, err := m.circle.Framing.Append(nil, msg)
	if err != nil {
		return err
	}
	if err := m.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	_, err = m.conn.Write(frame)
	return err
}

// hear takes in one message, of whomever.
func (m *member) hear(reader *wire.Reader) error {
	msg, err := reader.Next()
	if err != nil {
		return err
	}
	from, number, last, ok := parts(msg)
	if !ok || from >= len(m.circle.members) {
		return nil // a stranger's
	}
	if number != m.heard[from] {
		return fmt.Errorf("player %d's message %d came, not %d", from, number, m.heard[from])
	}
	if !bytes.Equal(msg, m.circle.message(from, number, last)) {
		return fmt.Errorf("player %d's message %d was changed: %d bytes", from, number, len(msg))
	}
	m.heard[from]++
	if last {
		m.done[from] = true
	}
	return nil
}

// message makes a player's message of a number: "circle 3 17 more " and letters that depend on both.
func (c *Circle) message(from, number int, last bool) []byte {
	word := "more"
	if last {
		word = "last"
	}
	msg := fmt.Appendf(nil, "%s%d %d %s ", callSign, from, number, word)
	state := uint32(from)*2654435761 ^ uint32(number)*40503 | 1
	for want := max(len(msg), int(state>>8)%max(c.Size, 1)); len(msg) < want; {
		state ^= state << 13 // a xorshift generator: quick, and never the same letters twice in a row for long
		state ^= state >> 17
		state ^= state << 5
		msg = append(msg, 'a'+byte(state%26))
	}
	return msg
}

// parts takes a message's beginning apart.
func parts(msg []byte) (from, number int, last, ok bool) {
	rest, ok := bytes.CutPrefix(msg, []byte(callSign))
	words := bytes.SplitN(rest, []byte(" "), 4)
	if !ok || len(words) < 4 {
		return 0, 0, false, false
	}
	from, err := strconv.Atoi(string(words[0]))
	number, err2 := strconv.Atoi(string(words[1]))
	return from, number, string(words[2]) == "last", errors.Join(err, err2) == nil && from >= 0
}
