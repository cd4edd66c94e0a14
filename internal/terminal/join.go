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
	silenceTimeout = time.Second     // without an answer after the end of the input
	maxLine        = game.MaxLargest // bytes
)

// JoinOptions are the parameters of [Join].
type JoinOptions struct {
	Address string // "host:port"
	Game    *game.Game
	In      io.Reader // each line is a message, without its line end
	Out     io.Writer // receives "< " and a message per line
	// Tell receives notices for the person, one sentence per call, from any goroutine.
	Tell func(sentence string)
}

// Join joins a game as one player. It returns nil when the host closes the connection, one second after the
// last message once the input has ended, or when ctx is done. Any other error is that of connecting or of the
// connection; [ExplainJoin] describes it.
//
// A goroutine that reads the input may outlast Join: only the input can end it.
func Join(ctx context.Context, o JoinOptions) error {
	c, err := client.Dial(ctx, o.Address, o.Game)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return err
	}
	defer func() { _ = c.Close() }() // nothing depends on the error
	o.Tell(fmt.Sprintf("connected to %s. Each line you type is sent as a message; what comes back begins with <. Ctrl+C ends.", c.Address()))
	j := &connection{JoinOptions: o, client: c, result: make(chan error, 2)}
	go j.send()
	go j.receive()
	select {
	case err = <-j.result:
	case <-ctx.Done():
		return nil
	}
	if errors.Is(err, io.EOF) {
		j.tellEnd()
		return nil
	}
	return err
}

// connection is one player's connection to a host.
type connection struct {
	JoinOptions
	client     *client.Client
	inputEnded atomic.Bool // nothing more will be sent
	received   atomic.Bool // at least one message
	result     chan error  // io.EOF if the host has closed the connection, nil after the silence
}

// send is the goroutine that sends the input. It leaves most errors of the connection to receive, which may
// have messages to print first.
func (j *connection) send() {
	lines := bufio.NewScanner(j.In)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		err := j.client.Send(lines.Bytes())
		switch {
		case errors.Is(err, client.ErrWriteTimeout):
			j.result <- err
			return
		case errors.Is(err, client.ErrConnectionLost), errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			j.Tell(explainUnsent(j.Game, err))
		}
	}
	if err := lines.Err(); err != nil {
		j.Tell(explainInput(err))
	}
	j.inputEnded.Store(true)
	_ = j.client.SetReadDeadline(time.Now().Add(silenceTimeout)) // fails only after the end of the connection
}

// receive is the goroutine that prints messages.
func (j *connection) receive() {
	for {
		if j.inputEnded.Load() {
			_ = j.client.SetReadDeadline(time.Now().Add(silenceTimeout)) // as above
		}
		msg, err := j.client.Next()
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			j.result <- nil
			return
		case err != nil:
			j.result <- err
			return
		}
		j.received.Store(true)
		if _, err := fmt.Fprintf(j.Out, "< %s\n", printable.Text(msg)); err != nil {
			if isClosed(err) {
				j.result <- nil
			} else {
				j.result <- &outputError{systemError(err)}
			}
			return
		}
	}
}

// outputError is the error of Join if a message could not be printed.
type outputError struct{ err error }

func (e *outputError) Error() string { return fmt.Sprintf("writing to standard output: %v", e.err) }
func (e *outputError) Unwrap() error { return e.err }

// tellEnd tells the person that the host has closed the connection.
func (j *connection) tellEnd() {
	if j.received.Load() {
		j.Tell("the host ended the connection.")
		return
	}
	j.Tell("the host ended the connection before it sent anything. The game may be full, or over.")
}
