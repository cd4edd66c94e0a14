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
	"porchlight/internal/journal"
)

// joining is somebody who joined, or tries to. The end of the test ends it.
type joining struct {
	t     *testing.T
	input *io.PipeWriter // standard input
	leave context.CancelFunc
	ended chan error

	mu   sync.Mutex
	out  strings.Builder
	told []string
}

// Write implements io.Writer: it is standard output.
func (j *joining) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.out.Write(b)
}

func (j *joining) printed() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.out.String()
}

func (j *joining) heard() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.told)
}

func joins(t *testing.T, address string, g *game.Game) *joining {
	t.Helper()
	in, typing := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	j := &joining{t: t, input: typing, leave: cancel, ended: make(chan error, 1)}
	over := make(chan struct{})
	go func() {
		defer close(over)
		j.ended <- Join(ctx, JoinOptions{Address: address, Game: g, In: in, Out: j, Tell: func(s string) {
			j.mu.Lock()
			defer j.mu.Unlock()
			j.told = append(j.told, s)
		}})
	}()
	t.Cleanup(func() {
		cancel()
		_ = typing.Close()
		<-over
	})
	return j
}

// types types text, which ends where it ends.
func (j *joining) types(text string) {
	j.t.Helper()
	if _, err := io.WriteString(j.input, text); err != nil {
		j.t.Fatal(err)
	}
}

// ends waits for the end.
func (j *joining) ends() error {
	j.t.Helper()
	select {
	case err := <-j.ended:
		return err
	case <-time.After(30 * time.Second):
		j.t.Fatal("it does not end")
		return nil
	}
}

// prints waits until it has printed just this.
func (j *joining) prints(want string) {
	j.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); j.printed() != want; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			j.t.Fatalf("it printed %q, want %q", j.printed(), want)
		}
	}
}

func hosts(t *testing.T, g *game.Game, players int) *host.Host {
	t.Helper()
	h := host.New(journal.New(journal.Options{Records: 1 << 10, Bytes: 1 << 20, Events: 1 << 8}))
	if err := h.Start(host.Config{Addr: localhost, Players: players, Game: g}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	return h
}

// framed is an echo of another framing.
func framed(t *testing.T, name string) *game.Game {
	t.Helper()
	g := game.Echo()
	var err error
	if g.In, err = framing.Parse(name); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	return g
}

func TestWhatIsTypedIsSentAndWhatComesIsPrinted(t *testing.T) {
	for _, framing := range []string{"raw", "line", "u32le"} {
		g := framed(t, framing)
		j := joins(t, hosts(t, g, 1).Addr().String(), g)
		j.types("50,50\n")
		j.prints("< 50,50\n")
		j.types("\x1b[2J\r\n") // as Windows ends lines
		j.prints("< 50,50\n< \\x1b[2J\n")
		j.leave()
		if err := j.ends(); err != nil {
			t.Error("told to end, it returned", err)
		}
	}
}

func TestAfterTheInputTheAnswersAreWaitedFor(t *testing.T) {
	g := framed(t, "line")
	j := joins(t, hosts(t, g, 1).Addr().String(), g)
	began := time.Now()
	j.types("one\ntwo") // the last line has no end
	_ = j.input.Close()
	if err := j.ends(); err != nil {
		t.Error("it returned", err)
	}
	if j.printed() != "< one\n< two\n" || time.Since(began) < silenceTime {
		t.Errorf("after %v it had printed %q", time.Since(began), j.printed())
	}
}

func TestSilenceIsCountedFromTheLastMessage(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	j := joins(t, l.Addr().String(), game.Echo())
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = j.input.Close()
	want := ""
	for i := range 4 {
		time.Sleep(silenceTime * 6 / 10)
		fmt.Fprint(conn, i)
		want += fmt.Sprintf("< %d\n", i)
		j.prints(want)
	}
	if err := j.ends(); err != nil {
		t.Error("it returned", err)
	}
}

func TestTheEndOfTheHostIsTold(t *testing.T) {
	g := game.Echo()
	h := hosts(t, g, 1)
	in := joins(t, h.Addr().String(), g)
	in.types("in\n")
	in.prints("< in\n")
	out := joins(t, h.Addr().String(), g)
	if err := out.ends(); err != nil {
		t.Error("turned away, it returned", err)
	}
	h.Stop()
	if err := in.ends(); err != nil {
		t.Error("after the host stopped it returned", err)
	}
	for j, want := range map[*joining]string{
		in:  "the host ended the connection.",
		out: "the host ended the connection before it sent anything. The game may be full, or over.",
	} {
		told := j.heard()
		if len(told) != 2 || !strings.HasPrefix(told[0], "connected to "+"127.0.0.1:") || told[1] != want {
			t.Errorf("it told %q, want %q last", told, want)
		}
	}
}

func TestALineThatTheGameCannotCarryIsToldAndLeftOut(t *testing.T) {
	g := framed(t, "end:;")
	g.Largest = 10
	j := joins(t, hosts(t, g, 1).Addr().String(), g)
	j.types("a;b\n0123456789x\nab\n")
	j.prints("< ab\n")
	told := j.heard()
	want := []string{
		"a line was not sent: it holds what ends a message in this game, whose framing is end:;.",
		"a line of 11 bytes was not sent: a message of this game has at most 10.",
	}
	if len(told) != 3 || !slices.Equal(told[1:], want) {
		t.Errorf("it told %q, want %q after the first", told, want)
	}
}

// TestAFloodOfInputAndAnswersDoesNotLock: the host does not read from a player that does not take its
// answers, so sending must not keep from printing.
func TestAFloodOfInputAndAnswersDoesNotLock(t *testing.T) {
	const lines = 20_000
	g := framed(t, "line")
	j := joins(t, hosts(t, g, 1).Addr().String(), g)
	text := strings.Repeat("x", 1000) + "\n"
	for range lines {
		j.types(text)
	}
	_ = j.input.Close()
	if err := j.ends(); err != nil {
		t.Error("it returned", err)
	}
	if got := strings.Count(j.printed(), "\n"); got != lines {
		t.Errorf("%d answers were printed, want %d", got, lines)
	}
}

func TestJoinEndsWhenNobodyTakesItsOutput(t *testing.T) {
	g := game.Echo()
	h := hosts(t, g, 1)
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
		t.Error("it does not end")
	}
}

func TestJoinReturnsWhyItCouldNotConnect(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	j := joins(t, l.Addr().String(), game.Echo())
	if err := j.ends(); !errors.Is(err, client.ErrRefused) || len(j.heard()) > 0 {
		t.Errorf("it returned %v and told %q", err, j.heard())
	}
}

func TestEveryEndOfAJoinIsOneSentenceThatSaysWhatToDo(t *testing.T) {
	dial := func(err error) error { return &client.DialError{Address: "192.168.1.23:5555", Err: err} }
	for _, c := range []struct {
		err   error
		words []string
	}{
		{dial(client.ErrRefused), []string{"192.168.1.23:5555", "nothing listens", "Start the host"}},
		{dial(client.ErrTimeout), []string{"192.168.1.23:5555", "does not answer", "firewall"}},
		{dial(client.ErrNoSuchHost), []string{"192.168.1.23:5555", "name", "Check the spelling"}},
		{dial(client.ErrUnreachable), []string{"192.168.1.23:5555", "same network"}},
		{dial(errors.New("strange")), []string{"192.168.1.23:5555", "strange", "Check the address"}},
		{&framing.FrameError{Expected: "a length", Err: framing.ErrTooLong}, []string{"no message of this game", "--game"}},
		{client.ErrWriteTimeout, []string{"takes no more messages", "join again"}},
		{fmt.Errorf("%w: reset", client.ErrConnectionLost), []string{"lost", "join again"}},
	} {
		said := ExplainJoin(c.err)
		for _, w := range c.words {
			if !strings.Contains(said, w) {
				t.Errorf("of %v it says %q, want it to say %q", c.err, said, w)
			}
		}
		if strings.Contains(said, "\n") {
			t.Errorf("of %v it says more than a line: %q", c.err, said)
		}
	}
}
