package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/internal/client"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

// joinedClient is a running Join. The end of the test ends it.
type joinedClient struct {
	t     *testing.T
	input *io.PipeWriter // standard input
	leave context.CancelFunc
	ended chan error

	mu        sync.Mutex
	out       strings.Builder
	sentences []string
}

// Write implements io.Writer as standard output.
func (j *joinedClient) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.out.Write(b)
}

func (j *joinedClient) printed() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.out.String()
}

func (j *joinedClient) notices() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.sentences)
}

func join(t *testing.T, address string, g *game.Game) *joinedClient {
	t.Helper()
	in, typing := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	j := &joinedClient{t: t, input: typing, leave: cancel, ended: make(chan error, 1)}
	over := make(chan struct{})
	go func() {
		defer close(over)
		j.ended <- Join(ctx, JoinOptions{Address: address, Game: g, In: in, Out: j, Tell: func(s string) {
			j.mu.Lock()
			defer j.mu.Unlock()
			j.sentences = append(j.sentences, s)
		}})
	}()
	t.Cleanup(func() {
		cancel()
		_ = typing.Close()
		<-over
	})
	return j
}

// typeText writes to standard input.
func (j *joinedClient) typeText(text string) {
	j.t.Helper()
	if _, err := io.WriteString(j.input, text); err != nil {
		j.t.Fatal(err)
	}
}

// wait waits for the end of Join and returns its error.
func (j *joinedClient) wait() error {
	j.t.Helper()
	select {
	case err := <-j.ended:
		return err
	case <-time.After(30 * time.Second):
		j.t.Fatal("Run does not return")
		return nil
	}
}

// wantPrinted waits until the output is want.
func (j *joinedClient) wantPrinted(want string) {
	j.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); j.printed() != want; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			j.t.Fatalf("it printed %q, want %q", j.printed(), want)
		}
	}
}

func hostGame(t *testing.T, g *game.Game, players int) *hosttest.Server {
	t.Helper()
	return hosttest.Open(t, host.Config{Limit: players, Game: g})
}

// echoWithFraming returns an echo game with a framing.
func echoWithFraming(t *testing.T, name string) *game.Game {
	t.Helper()
	g := game.Echo()
	var err error
	if g.In, err = framing.Parse(name); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	return g
}

func TestLinesAreSentAndMessagesPrinted(t *testing.T) {
	for _, framing := range []string{"raw", "line", "u32le"} {
		g := echoWithFraming(t, framing)
		j := join(t, hostGame(t, g, 1).Addr().String(), g)
		j.typeText("50,50\n")
		j.wantPrinted("< 50,50\n")
		j.typeText("\x1b[2J\r\n") // a line end of Windows
		j.wantPrinted("< 50,50\n< \\x1b[2J\n")
		j.leave()
		if err := j.wait(); err != nil {
			t.Error("after the cancellation, Join returns", err)
		}
	}
}

func TestAnswersAreAwaitedAfterTheInput(t *testing.T) {
	g := echoWithFraming(t, "line")
	j := join(t, hostGame(t, g, 1).Addr().String(), g)
	began := time.Now()
	j.typeText("one\ntwo") // the last line has no end
	_ = j.input.Close()
	if err := j.wait(); err != nil {
		t.Error("it returned", err)
	}
	if j.printed() != "< one\n< two\n" || time.Since(began) < silenceTimeout {
		t.Errorf("after %v it had printed %q", time.Since(began), j.printed())
	}
}

func TestSilenceIsCountedFromTheLastMessage(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	j := join(t, l.Addr().String(), game.Echo())
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = j.input.Close()
	want := ""
	for i := range 4 {
		time.Sleep(silenceTimeout * 6 / 10)
		fmt.Fprint(conn, i)
		want += fmt.Sprintf("< %d\n", i)
		j.wantPrinted(want)
	}
	if err := j.wait(); err != nil {
		t.Error("it returned", err)
	}
}

func TestTheEndOfTheHostIsReported(t *testing.T) {
	g := game.Echo()
	h := hostGame(t, g, 1)
	in := join(t, h.Addr().String(), g)
	in.typeText("in\n")
	in.wantPrinted("< in\n")
	out := join(t, h.Addr().String(), g)
	if err := out.wait(); err != nil {
		t.Error("turned away, it returned", err)
	}
	h.Stop()
	if err := in.wait(); err != nil {
		t.Error("after the host stopped it returned", err)
	}
	for j, want := range map[*joinedClient]string{
		in:  "the host ended the connection.",
		out: "the host ended the connection before it sent anything. The game may be full, or over.",
	} {
		sentences := j.notices()
		if len(sentences) != 2 || !strings.HasPrefix(sentences[0], "connected to "+"127.0.0.1:") || sentences[1] != want {
			t.Errorf("the notices are %q, want %q last", sentences, want)
		}
	}
}

func TestALineThatTheGameCannotCarryIsReported(t *testing.T) {
	g := echoWithFraming(t, "end:;")
	g.Largest = 10
	j := join(t, hostGame(t, g, 1).Addr().String(), g)
	j.typeText("a;b\n0123456789x\nab\n")
	j.wantPrinted("< ab\n")
	sentences := j.notices()
	want := []string{
		"a line was not sent: it holds what ends a message in this game, whose framing is end:;.",
		"a line of 11 bytes was not sent: a message of this game has at most 10.",
	}
	if len(sentences) != 3 || !slices.Equal(sentences[1:], want) {
		t.Errorf("the notices are %q, want %q after the first", sentences, want)
	}
}

// The host does not read from a player that does not read its answers, so sending must not prevent printing.
func TestAFloodOfInputAndAnswersDoesNotDeadlock(t *testing.T) {
	const lines = 20_000
	g := echoWithFraming(t, "line")
	j := join(t, hostGame(t, g, 1).Addr().String(), g)
	text := strings.Repeat("x", 1000) + "\n"
	for range lines {
		j.typeText(text)
	}
	_ = j.input.Close()
	if err := j.wait(); err != nil {
		t.Error("it returned", err)
	}
	if got := strings.Count(j.printed(), "\n"); got != lines {
		t.Errorf("%d answers were printed, want %d", got, lines)
	}
}

func TestJoinEndsWhenItsOutputIsClosed(t *testing.T) {
	g := game.Echo()
	h := hostGame(t, g, 1)
	in, typing := io.Pipe()
	defer func() { _ = typing.Close() }()
	ended := make(chan error, 1)
	go func() {
		ended <- Join(t.Context(), JoinOptions{Address: h.Addr().String(), Game: g, In: in, Out: broken{}, Tell: func(string) {}})
	}()
	if _, err := io.WriteString(typing, "hello\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error("it returned", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("Run does not return")
	}
}

func TestJoinReturnsTheDialError(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	j := join(t, l.Addr().String(), game.Echo())
	if err := j.wait(); !errors.Is(err, client.ErrRefused) || len(j.notices()) > 0 {
		t.Errorf("Join returns %v, with notices %q", err, j.notices())
	}
}
