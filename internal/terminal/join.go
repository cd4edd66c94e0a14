package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"

	"porchlight/internal/client"
	"porchlight/internal/game"
	"porchlight/internal/printable"
)

const (
	silenceTime = time.Second // without an answer once the input has ended
	longestLine = game.MaxLargest
)

// JoinOptions say which game to join and where its messages come from and go to.
type JoinOptions struct {
	Address string // "host:port"
	Game    *game.Game
	In      io.Reader // a line is a message, without its end
	Out     io.Writer // "< " and a message a line
	// Tell tells what else there is to know, one sentence at a time, from any goroutine.
	Tell func(sentence string)
}

// Join plays as one player until the host hangs up, until the input has ended and a second has passed
// without an answer, or until ctx is done; it then returns nil. Otherwise it returns why it could not
// connect or what broke the connection, which ExplainJoin puts into words.
//
// It may leave a goroutine that waits for the input, which nothing but the input can end.
func Join(ctx context.Context, o JoinOptions) error {
	c, err := client.Dial(ctx, o.Address, o.Game)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return err
	}
	defer func() { _ = c.Close() }() // there is nobody left to tell
	o.Tell(fmt.Sprintf("connected to %s. Each line you type is sent as a message; what comes back begins with <. Ctrl+C ends.", c.Address()))
	j := &joined{JoinOptions: o, client: c, ended: make(chan error, 2)}
	go j.send()
	go j.receive()
	select {
	case err = <-j.ended:
	case <-ctx.Done():
		return nil
	}
	if errors.Is(err, io.EOF) {
		j.tellTheEnd()
		return nil
	}
	return err
}

// joined is a player that has connected.
type joined struct {
	JoinOptions
	client   *client.Client
	inputEnd atomic.Bool // nothing more will be sent
	heard    atomic.Bool // something came
	ended    chan error  // why it is over: io.EOF when the host hung up, nil after the silence
}

// send is the goroutine that sends what is typed. How the connection ends it leaves to receive, which
// may still have messages to print.
func (j *joined) send() {
	lines := bufio.NewScanner(j.In)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		err := j.client.Send(lines.Bytes())
		switch {
		case errors.Is(err, client.ErrNotTaken):
			j.ended <- err
			return
		case errors.Is(err, client.ErrLost), errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			j.Tell(unsent(j.Game, err))
		}
	}
	if err := lines.Err(); err != nil {
		j.Tell(badInput(err))
	}
	j.inputEnd.Store(true)
	_ = j.client.SetReadDeadline(time.Now().Add(silenceTime)) // fails only when it is over anyway
}

// receive is the goroutine that prints what comes.
func (j *joined) receive() {
	for {
		if j.inputEnd.Load() {
			_ = j.client.SetReadDeadline(time.Now().Add(silenceTime)) // as above
		}
		msg, err := j.client.Next()
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			j.ended <- nil
			return
		case err != nil:
			j.ended <- err
			return
		}
		j.heard.Store(true)
		if _, err := fmt.Fprintf(j.Out, "< %s\n", printable.Text(msg)); err != nil {
			j.ended <- nil // nobody reads on
			return
		}
	}
}

func (j *joined) tellTheEnd() {
	if j.heard.Load() {
		j.Tell("the host ended the connection.")
		return
	}
	j.Tell("the host ended the connection before it sent anything. The game may be full, or over.")
}
