package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/test/need"
)

func TestAPlayerThatHalfClosesReceivesAllAnswersAndThenTheEnd(t *testing.T) {
	g := startEcho(t)
	for round := range 3 {
		conn := g.connectBad()
		question := bytes.Repeat([]byte{byte(round), 'a', 'b'}, 3<<20) // more than the socket buffers and the outbox hold
		if err := conn.SetReadBuffer(64 << 10); err != nil {
			t.Fatal(err)
		}
		answered := make(chan error, 1)
		go func() {
			answer, err := readSlowly(conn)
			if err == nil && !bytes.Equal(answer, question) {
				err = fmt.Errorf("%d of %d bytes were echoed", len(answer), len(question))
			}
			answered <- err
		}()
		g.send(conn, string(question))
		if err := conn.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if err := <-answered; err != nil {
			t.Fatal(err)
		}
		g.waitForLeave(conn, "left")
	}
	g.checkGoodPlayers()
}

// readSlowly reads until the end of the stream, with pauses.
func readSlowly(r io.Reader) ([]byte, error) {
	var all bytes.Buffer
	for {
		_, err := io.CopyN(&all, r, 64<<10)
		if errors.Is(err, io.EOF) {
			return all.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func TestAPlayerThatHalfClosesInsideAMessageIsEndedAndNothingOfItIsRelayed(t *testing.T) {
	g := startChat(t)
	for range 20 {
		conn := g.connectBad()
		g.send(conn, "\x00\x40half of it")
		if err := conn.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		g.waitForLeave(conn, "cut off")
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Fatal("the connection does not end in order:", err)
		}
	}
	g.checkGoodPlayers()
}

func TestAPlayerThatResetsInsideAMessageIsLostAndNothingOfItIsRelayed(t *testing.T) {
	g := startChat(t)
	const crashes = 200
	for range crashes {
		crash := g.connectBad()
		g.send(crash, "\xff\xff"+strings.Repeat("half", 500))
		g.reset(crash)
	}
	g.waitFor("the end of the crashed players", func() bool { return g.program.Count("left") == crashes })
	if n := g.program.Count("left: connection lost"); n != crashes {
		t.Errorf("%d of %d lost their connection", n, crashes)
	}
	g.checkGoodPlayers()
}

// Bytes that break the framing end their sender. No other player receives them.
func TestAPlayerThatSendsNonsenseIsEndedAndNothingOfItIsRelayed(t *testing.T) {
	for what, nonsense := range map[string]string{
		"a length beyond the limit": "99999999999999999999999999999999999999999999999999999999999999  ",
		"a header of letters":       strings.Repeat("letters ", 8),
		"zeros":                     strings.Repeat("\x00", 1<<20),
		"TLS":                       "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
		"a browser's post":          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nhey",
	} {
		t.Run(what, func(t *testing.T) {
			g := startGame(t, "Chat with 64-byte headers")
			g.addTalkingPlayers("header:64", g.dial)
			for range 20 {
				sender := g.connectBad()
				_, _ = io.WriteString(sender, nonsense) // fails once the program has closed the connection
				g.waitForLeave(sender, "bad message")
			}
			g.checkGoodPlayers()
		})
	}
}

func TestAThousandPlayersThatComeAndGoAtOnceLeaveNothingBehind(t *testing.T) {
	need.OpenFiles(t, 2000)
	g := startEcho(t)
	g.waitFor("the good players' seats", func() bool { return g.program.Count("joined") == g.good })
	before := g.openFiles()
	for range 3 {
		var all sync.WaitGroup
		for i := range 1000 {
			all.Go(func() {
				conn := g.connectBad()
				switch i % 4 {
				case 0: // connects and closes
				case 1:
					g.send(conn, "hello")
					_, _ = io.ReadFull(conn, make([]byte, 5))
				case 2:
					g.send(conn, "hello")
					_ = conn.SetLinger(0)
				case 3:
					_ = conn.SetLinger(0)
				}
				_ = conn.Close()
			})
		}
		all.Wait()
		// A player that closes before its first message is not announced, and so is in neither count.
		g.waitFor("the end of all announced players", func() bool { return g.program.Count("left") == g.program.Count("joined")-g.good })
	}
	newcomer := g.connectBad()
	g.send(newcomer, "hello")
	if _, err := io.ReadFull(newcomer, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	_ = newcomer.Close()
	g.waitForLeave(newcomer, "left")
	if e, _ := g.program.Left(newcomer.LocalAddr().String()); e.Seat != g.good {
		t.Errorf("the newcomer had seat %d, want %d", e.Seat, g.good)
	}
	g.waitFor("closed connections", func() bool { return g.openFiles() <= before })
	g.checkGoodPlayers()
}

// openFiles returns the number of open files of the program; 0 on systems other than Linux.
func (g *game) openFiles() int {
	if runtime.GOOS != "linux" {
		return 0
	}
	all, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", g.program.ID()))
	if err != nil {
		g.Fatal(err)
	}
	return len(all)
}
