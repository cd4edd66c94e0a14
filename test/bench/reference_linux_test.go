package main

import (
	"errors"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// startForTest starts a reference server. The end of the test stops it.
func startForTest(t *testing.T, k kind, dir string) *server {
	t.Helper()
	s, err := start(t.Context(), k, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s
}

// newBench returns a run with the reference servers built. It makes the module's root the working directory of the
// test.
func newBench(t *testing.T) *bench {
	t.Helper()
	t.Chdir("../..")
	b := &bench{ctx: t.Context(), dir: t.TempDir()}
	if err := buildReferences(t.Context(), b.dir); err != nil {
		t.Fatal(err)
	}
	var err error
	if b.python, err = exec.LookPath("python3"); err != nil {
		t.Log("without the console script: python3 is missing")
	}
	return b
}

func TestEveryEchoReferenceAnswersEveryByteRight(t *testing.T) {
	b := newBench(t)
	kinds := []kind{b.bareEcho()}
	if b.python != "" {
		kinds = append(kinds, b.script())
	}
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			s := startForTest(t, k, b.dir)
			for _, size := range []int{32, 2048} {
				clients, err := openCrowd(s.port, 5, size)
				if err != nil {
					t.Fatal(s.wrap(err))
				}
				count, took, err := clients.echo(50 * time.Millisecond)
				if err != nil || count < 5 || took <= 0 {
					t.Errorf("%d replies in %v: %v", count, took, err)
				}
				if err := clients.close(); err != nil {
					t.Error(err)
				}
			}
			if count, _, err := connectRepeatedly(s.port, 50*time.Millisecond); count == 0 || err != nil {
				t.Errorf("%d connections: %v", count, err)
			}
			if failed, _, err := connectAll(s.port, 50); failed != 0 || err != nil {
				t.Errorf("%d of 50 at once failed: %v", failed, err)
			}
			used, err := s.cpu()
			if err != nil || used <= 0 {
				t.Errorf("the server used %v of processor time: %v", used, err)
			}
			if bytes, err := s.memory(); err != nil || bytes < 100_000 {
				t.Errorf("the server uses %d bytes of memory: %v", bytes, err)
			}
		})
	}
}

func TestTheRelayReferenceReachesEverybodyElse(t *testing.T) {
	b := newBench(t)
	s := startForTest(t, b.bareRelay(), b.dir)
	all, err := openAudience(s.port, 7, 32)
	if err != nil {
		t.Fatal(s.wrap(err))
	}
	if count, _, err := all.relay(50 * time.Millisecond); count == 0 || err != nil {
		t.Errorf("%d messages: %v", count, err)
	}
	if latencies, err := all.sendPaced(50 * time.Millisecond); len(latencies) == 0 || err != nil {
		t.Errorf("%d at a pace: %v", len(latencies), err)
	}
	if err := all.close(nil); err != nil {
		t.Error(err)
	}
}

func TestAWrongReplyEndsTheMeasurement(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go serveWithWrongByte(listener, 3)
	clients, err := openCrowd(listener.Addr().(*net.TCPAddr).Port, 1, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer clients.close()
	if _, _, err := clients.echo(timeout); !errors.Is(err, errWrongReply) {
		t.Errorf("a byte of a reply was wrong, and the error is %v", err)
	}
}

// serveWithWrongByte accepts one connection, echoes, and changes a byte of the reply with the number which.
func serveWithWrongByte(listener net.Listener, which int) {
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

func TestAServerThatEndsIsReportedWithItsStandardError(t *testing.T) {
	b := newBench(t)
	k := b.bareEcho()
	k.command = append(k.command, "one", "too", "many")
	_, err := start(t.Context(), k, b.dir)
	if err == nil || !strings.Contains(err.Error(), "usage: echo PORT") {
		t.Errorf("the error is %v, want the standard error of the server", err)
	}
}
