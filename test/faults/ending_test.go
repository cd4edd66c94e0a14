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
)

func TestWhoHalfClosesHearsAllAnswersAndThenTheEnd(t *testing.T) {
	s := echo(t)
	for round := range 3 {
		half := s.bad()
		question := bytes.Repeat([]byte{byte(round), 'a', 'b'}, 3<<20) // more than sockets and queue hold
		if err := half.SetReadBuffer(64 << 10); err != nil {
			t.Fatal(err)
		}
		answered := make(chan error, 1)
		go func() {
			answer, err := slowly(half)
			if err == nil && !bytes.Equal(answer, question) {
				err = fmt.Errorf("%d of %d bytes came back", len(answer), len(question))
			}
			answered <- err
		}()
		s.says(half, string(question))
		if err := half.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if err := <-answered; err != nil {
			t.Fatal(err)
		}
		s.leaves(half, "left")
	}
	s.allWell()
}

// slowly reads all that comes, though slowly, and the end.
func slowly(r io.Reader) ([]byte, error) {
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

func TestWhoHalfClosesInsideAMessageIsEndedAndHeardByNobody(t *testing.T) {
	s := chat(t)
	for range 20 {
		half := s.bad()
		s.says(half, "\x00\x40half of it")
		if err := half.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		s.leaves(half, "cut off")
		if _, err := io.Copy(io.Discard, half); err != nil {
			t.Fatal("the end is not in order:", err)
		}
	}
	s.allWell()
}

func TestWhoResetsInsideAMessageIsLostAndHeardByNobody(t *testing.T) {
	s := chat(t)
	const crashes = 200
	for range crashes {
		crash := s.bad()
		s.says(crash, "\xff\xff"+strings.Repeat("half", 500))
		s.resets(crash)
	}
	s.awaits("their ends", func() bool { return s.program.Count("left") == crashes })
	if n := s.program.Count("left: connection lost"); n != crashes {
		t.Errorf("%d of %d lost their connection", n, crashes)
	}
	s.allWell()
}

// What no game understands ends whoever says it, and nobody else hears of it.
func TestWhoSpeaksNonsenseIsEndedAndHeardByNobody(t *testing.T) {
	for what, nonsense := range map[string]string{
		"a length that nobody may send": "99999999999999999999999999999999999999999999999999999999999999  ",
		"a header of letters":           strings.Repeat("letters ", 8),
		"zeros":                         strings.Repeat("\x00", 1<<20),
		"TLS":                           "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
		"a browser's post":              "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nhey",
	} {
		t.Run(what, func(t *testing.T) {
			s := open(t, "Chat with 64-byte headers")
			s.circle("header:64", s.dial)
			for range 20 {
				mad := s.bad()
				_, _ = io.WriteString(mad, nonsense) // fails when the host has heard enough
				s.leaves(mad, "bad message")
			}
			s.allWell()
		})
	}
}

func TestAThousandWhoComeAndGoAtOnceLeaveNothingBehind(t *testing.T) {
	s := echo(t)
	s.awaits("the good players' seats", func() bool { return s.program.Count("joined") == s.good })
	before := s.openFiles()
	for range 3 {
		var all sync.WaitGroup
		for i := range 1000 {
			all.Go(func() {
				conn := s.bad()
				switch i % 4 {
				case 0: // comes and goes
				case 1:
					s.says(conn, "hello")
					_, _ = io.ReadFull(conn, make([]byte, 5))
				case 2:
					s.says(conn, "hello")
					_ = conn.SetLinger(0)
				case 3:
					_ = conn.SetLinger(0)
				}
				_ = conn.Close()
			})
		}
		all.Wait()
		// Who hangs up before its first word was never announced, and is not in the account.
		s.awaits("everybody to have left", func() bool { return s.program.Count("left") == s.program.Count("joined")-s.good })
	}
	newcomer := s.bad()
	s.says(newcomer, "hello")
	if _, err := io.ReadFull(newcomer, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	_ = newcomer.Close()
	s.leaves(newcomer, "left")
	if e, _ := s.program.Left(newcomer.LocalAddr().String()); e.Seat != s.good {
		t.Errorf("the newcomer had seat %d, want %d", e.Seat, s.good)
	}
	s.awaits("closed connections", func() bool { return s.openFiles() <= before })
	s.allWell()
}

// openFiles is how many files the program has open, where that can be known.
func (s *scene) openFiles() int {
	if runtime.GOOS != "linux" {
		return 0
	}
	all, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", s.program.ID()))
	if err != nil {
		s.Fatal(err)
	}
	return len(all)
}
