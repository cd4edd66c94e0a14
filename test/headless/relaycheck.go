package headless

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"porchlight/internal/framing"
)

// RelayCheck checks a game that relays every message to all players in a room, the sender included. Its
// clients share one room. Each sends numbered messages in lockstep: the next one follows when the last has
// come back. Each client verifies that it receives the messages of all clients unchanged, in order, and
// without a gap or a duplicate. Messages from other players in the room are ignored.
type RelayCheck struct {
	Framing framing.Framing
	Size    int           // bytes of the longest message
	Pause   time.Duration // between two messages of one client

	clients []*relayClient
	stop    chan struct{}
	running sync.WaitGroup

	mu  sync.Mutex
	err error // the first failure of any client
}

// relayPrefix marks the messages of a RelayCheck and distinguishes them from those of other players.
const relayPrefix = "\x02relay "

// relayClient is one client of a RelayCheck. Only its own goroutine uses its fields until that has ended.
type relayClient struct {
	check    *RelayCheck
	number   int
	conn     net.Conn
	sent     int         // messages
	received map[int]int // messages by the sender's number
	finished map[int]bool
	longest  time.Duration // from sending a message to receiving it
}

// Result is what a check has measured.
type Result struct {
	Messages    int           // sent by its clients, and received by all clients that must receive them
	LongestWait time.Duration // from sending a message to receiving it
}

// Add adds a client on a connection. All clients are added before Start.
func (c *RelayCheck) Add(conn net.Conn) {
	c.clients = append(c.clients, &relayClient{
		check: c, number: len(c.clients), conn: conn, received: map[int]int{}, finished: map[int]bool{},
	})
}

// SendNames sends each client's name, for games that require one as the first message. A player without a
// name receives nothing, so the program must have read all names before Start.
func (c *RelayCheck) SendNames() error {
	for _, client := range c.clients {
		if err := client.send(fmt.Appendf(nil, "player %d", client.number)); err != nil {
			return err
		}
	}
	return nil
}

// Start has all clients send until Stop. All of them must have their seats.
func (c *RelayCheck) Start() {
	c.stop = make(chan struct{})
	for _, client := range c.clients {
		c.running.Go(func() {
			err := client.run()
			_ = client.conn.Close()
			if err != nil {
				c.fail(fmt.Errorf("client %d after %d messages: %w", client.number, client.sent, err))
			}
		})
	}
}

// fail records the first failure and closes all connections, because no client would receive all last messages.
func (c *RelayCheck) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return
	}
	c.err = err
	for _, client := range c.clients {
		_ = client.conn.Close()
	}
}

// HasFailed reports whether a client has failed so far. Any goroutine may call it.
func (c *RelayCheck) HasFailed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err != nil
}

// Stop waits until the clients have received the messages in flight, and returns the result. The error is
// the first failure of any client: a missing or wrong message, or a wait beyond the timeout.
func (c *RelayCheck) Stop() (Result, error) {
	close(c.stop)
	c.running.Wait()
	var r Result
	for _, client := range c.clients {
		r.Messages += client.sent
		r.LongestWait = max(r.LongestWait, client.longest)
	}
	return r, c.err
}

// run sends messages until Stop, and then receives until every client's last message has come.
func (c *relayClient) run() error {
	reader := c.check.Framing.NewReader(c.conn, 2048, 2<<20)
	for last := false; !last; {
		select {
		case <-c.check.stop:
			last = true
		case <-time.After(c.check.Pause):
		}
		start := time.Now()
		if err := c.send(c.check.message(c.number, c.sent, last)); err != nil {
			return err
		}
		c.sent++
		for c.received[c.number] < c.sent {
			if err := c.receive(reader); err != nil {
				return err
			}
		}
		c.longest = max(c.longest, time.Since(start))
	}
	for len(c.finished) < len(c.check.clients) {
		if err := c.receive(reader); err != nil {
			return err
		}
	}
	return nil
}

func (c *relayClient) send(msg []byte) error {
	frame, err := c.check.Framing.Append(nil, msg)
	if err != nil {
		return err
	}
	if err := c.conn.SetDeadline(time.Now().Add(timeout)); err != nil {
		return err
	}
	_, err = c.conn.Write(frame)
	return err
}

// receive reads one message and verifies it if a client of the check sent it.
func (c *relayClient) receive(reader *framing.Reader) error {
	msg, err := reader.Next()
	if err != nil {
		return err
	}
	sender, number, last, ok := parseMessage(msg)
	if !ok || sender >= len(c.check.clients) {
		return nil // another player's
	}
	if number != c.received[sender] {
		return fmt.Errorf("client %d's message %d was received, want message %d", sender, number, c.received[sender])
	}
	if !bytes.Equal(msg, c.check.message(sender, number, last)) {
		return fmt.Errorf("client %d's message %d was changed: %d bytes", sender, number, len(msg))
	}
	c.received[sender]++
	if last {
		c.finished[sender] = true
	}
	return nil
}

// message returns the message of a sender and a number: relayPrefix, "3 17 more ", and letters derived from both
// numbers.
func (c *RelayCheck) message(sender, number int, last bool) []byte {
	word := "more"
	if last {
		word = "last"
	}
	msg := fmt.Appendf(nil, "%s%d %d %s ", relayPrefix, sender, number, word)
	state := uint32(sender)*2654435761 ^ uint32(number)*40503 | 1
	for want := max(len(msg), int(state>>8)%max(c.Size, 1)); len(msg) < want; {
		state ^= state << 13 // xorshift: fast, and without long repetitions
		state ^= state >> 17
		state ^= state << 5
		msg = append(msg, 'a'+byte(state%26))
	}
	return msg
}

// parseMessage parses the fields before the letters of a message.
func parseMessage(msg []byte) (sender, number int, last, ok bool) {
	rest, ok := bytes.CutPrefix(msg, []byte(relayPrefix))
	words := bytes.SplitN(rest, []byte(" "), 4)
	if !ok || len(words) < 4 {
		return 0, 0, false, false
	}
	sender, err := strconv.Atoi(string(words[0]))
	number, err2 := strconv.Atoi(string(words[1]))
	return sender, number, string(words[2]) == "last", errors.Join(err, err2) == nil && sender >= 0
}
