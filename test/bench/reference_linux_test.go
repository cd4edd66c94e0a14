package main

import (
	"errors"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// begin starts a reference server for a test. The end of the test ends it.
func begin(t *testing.T, k kind, dir string) *server {
	t.Helper()
	s, err := start(t.Context(), k, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s
}

// references is a run with the reference servers built, and the folder of the test as the module's root.
func references(t *testing.T) *bench {
	t.Helper()
	t.Chdir("../..")
	b := &bench{ctx: t.Context(), dir: t.TempDir()}
	if err := buildReferences(t.Context(), b.dir); err != nil {
		t.Fatal(err)
	}
	var err error
	if b.python, err = exec.LookPath("python3"); err != nil {
		t.Log("without the console script: there is no python3")
	}
	return b
}

func TestEveryEchoReferenceAnswersEveryByteRight(t *testing.T) {
	b := references(t)
	kinds := []kind{b.bareEcho()}
	if b.python != "" {
		kinds = append(kinds, b.script())
	}
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			s := begin(t, k, b.dir)
			for _, size := range []int{32, 2048} {
				everybody, err := gather(s.port, 5, size)
				if err != nil {
					t.Fatal(s.failed(err))
				}
				count, took, err := everybody.echo(50 * time.Millisecond)
				if err != nil || count < 5 || took <= 0 {
					t.Errorf("%d answers in %v: %v", count, took, err)
				}
				if err := everybody.part(); err != nil {
					t.Error(err)
				}
			}
			if count, _, err := visit(s.port, 50*time.Millisecond); count == 0 || err != nil {
				t.Errorf("%d visits: %v", count, err)
			}
			if failed, _, err := storm(s.port, 50); failed != 0 || err != nil {
				t.Errorf("%d of 50 at once failed: %v", failed, err)
			}
			used, err := s.cpu()
			if err != nil || used <= 0 {
				t.Errorf("it used %v of a processor: %v", used, err)
			}
			if bytes, err := s.memory(); err != nil || bytes < 100_000 {
				t.Errorf("it takes %d bytes: %v", bytes, err)
			}
		})
	}
}

func TestTheRelayReferenceReachesEverybodyElse(t *testing.T) {
	b := references(t)
	s := begin(t, b.bareRelay(), b.dir)
	all, err := seat(s.port, 7, 32)
	if err != nil {
		t.Fatal(s.failed(err))
	}
	if count, _, err := all.relay(50 * time.Millisecond); count == 0 || err != nil {
		t.Errorf("%d messages: %v", count, err)
	}
	if latencies, err := all.pace(50 * time.Millisecond); len(latencies) == 0 || err != nil {
		t.Errorf("%d at a pace: %v", len(latencies), err)
	}
	if err := all.part(nil); err != nil {
		t.Error(err)
	}
}

func TestAWrongReplyEndsTheMeasurement(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go spoil(listener, 3)
	everybody, err := gather(listener.Addr().(*net.TCPAddr).Port, 1, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer everybody.part()
	if _, _, err := everybody.echo(patience); !errors.Is(err, errWrong) {
		t.Errorf("a byte of an answer was another one, and the error is %v", err)
	}
}

// spoil echoes for one connection and changes a byte of one answer.
func spoil(listener net.Listener, which int) {
	conn, err := listener.Accept()
	if err != nil {
		return
	}
	defer conn.Close()
	buffer := make([]byte, 2048)
	for count := 1; ; count++ {
		n, err := conn.Read(buffer)
		if err != nil {
			return
		}
		if count == which {
			buffer[n-1] ^= 1
		}
		if _, err := conn.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func TestAServerThatEndsIsToldWithWhatItSaid(t *testing.T) {
	b := references(t)
	k := b.bareEcho()
	k.command = append(k.command, "one", "too", "many")
	_, err := start(t.Context(), k, b.dir)
	if err == nil || !strings.Contains(err.Error(), "usage: echo PORT") {
		t.Errorf("the error is %v, want what the server said", err)
	}
}
