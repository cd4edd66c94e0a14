package test

import (
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"porchlight/test/desktop"
)

// withFiles is the program, with flags, as an account has it that may open so many files; how is what
// ulimit takes: -S is a limit that the program may raise itself.
func withFiles(how string, files int, flags ...string) []string {
	return append([]string{"sh", "-c", fmt.Sprintf(`ulimit %s -n %d && exec "$0" "$@"`, how, files), built}, flags...)
}

// crowd connects players of which each has had an answer. The end of the test closes them.
func crowd(t *testing.T, port, players int) []net.Conn {
	t.Helper()
	all := make([]net.Conn, 0, players)
	t.Cleanup(func() {
		for _, c := range all {
			_ = c.Close()
		}
	})
	for i := range players {
		c, err := net.DialTimeout("tcp4", "127.0.0.1:"+strconv.Itoa(port), patience)
		if err != nil {
			t.Fatalf("player %d: %v", i, err)
		}
		all = append(all, c)
		echoes(t, c, i)
	}
	return all
}

// echoes has a player say its number and get it back.
func echoes(t *testing.T, c net.Conn, number int) {
	t.Helper()
	said := fmt.Sprintf("player %d", number)
	heard := make([]byte, 64)
	err := c.SetDeadline(time.Now().Add(patience))
	if err == nil {
		_, err = c.Write([]byte(said))
	}
	n := 0
	if err == nil {
		n, err = c.Read(heard)
	}
	if got := string(heard[:n]); got != said || err != nil {
		t.Fatalf("%s heard %q, %v", said, got, err)
	}
}

func TestALimitOfFilesThatMayBeRaisedIsRaised(t *testing.T) {
	port := freePort(t)
	cmd := withFiles("-S", 40, "--headless", "--json", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
	p := launch(t, exec.Command(cmd[0], cmd[1:]...))
	p.awaitPort()
	for i, c := range crowd(t, port, 200) {
		echoes(t, c, i)
	}
}

func TestWithoutFilesForMoreWhoIsInPlaysOnAndNewcomersWaitAndItIsSaidPlainly(t *testing.T) {
	t.Parallel()
	d := openDesktop(t)
	port := freePort(t)
	w := startOn(t, d, desktop.Start{Command: withFiles("", 60, "--start", "--players", "0", "--port", strconv.Itoa(port))})
	w.says("Waiting for players")
	in := crowd(t, port, 5)
	var waiting []net.Conn
	for range 60 {
		c, err := net.DialTimeout("tcp4", "127.0.0.1:"+strconv.Itoa(port), patience)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		waiting = append(waiting, c)
	}
	w.says("Nobody else fits in")
	for i, c := range in {
		echoes(t, c, i)
	}
	last := waiting[len(waiting)-1]
	for _, c := range waiting[:len(waiting)-1] {
		_ = c.Close()
	}
	echoes(t, last, 99)
	w.saysNoMore("Nobody else fits in")
	for i, c := range in {
		echoes(t, c, i)
	}
}

func TestTenThousandPlayersPlay(t *testing.T) {
	const players = 10_000
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < players+1000 {
		t.Fatalf("this account may open %d files (%v), and the test needs %d: raise ulimit -Hn", limit.Cur, err, players+1000)
	}
	t.Run("without a window", func(t *testing.T) {
		port := freePort(t)
		p := start(t, "--headless", "--quiet", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
		p.await("its address", func() bool { return p.out.String() != "" })
		for i, c := range crowd(t, port, players) {
			echoes(t, c, i)
		}
	})
	t.Run("with the window open", func(t *testing.T) {
		port := freePort(t)
		w := openWindow(t, "--start", "--players", "0", "--port", strconv.Itoa(port))
		w.says("Waiting for players")
		all := crowd(t, port, players)
		w.says("Players: 10")
		for i, c := range all {
			echoes(t, c, i)
		}
		w.clicksOn("Stop hosting")
		for i, c := range all {
			if _, err := c.Read(make([]byte, 1)); err == nil {
				t.Fatalf("player %d is still in", i)
			}
		}
		w.says("Start hosting")
	})
}
