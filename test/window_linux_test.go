package test

import (
	"image"
	"image/draw"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/test/desktop"
)

func TestAPersonWithAMouseHostsSeesKicksAndStops(t *testing.T) {
	t.Parallel()
	playThrough(t, built)
}

// Fyne tells of widgets touched from a wrong goroutine only in a program built without its metadata.
func TestOnlyTheWindowsOwnGoroutineTouchesIt(t *testing.T) {
	needsWindow(t)
	t.Parallel()
	program, err := build(t.TempDir(), "porchlight-strict", "no_metadata")
	if err != nil {
		t.Fatal(err)
	}
	playThrough(t, program)
}

// playThrough is an evening with the window: start, two players, a message each, a kick, a stop, a
// start again, and the end.
func playThrough(t *testing.T, program string) {
	port := freePort(t)
	w := startOn(t, openDesktop(t), desktop.Start{Command: []string{program, "--port", strconv.Itoa(port)}})
	w.says("Not hosting")
	w.saysPort(port) // the address to tell friends is there before Start
	w.clicksOn("Start hosting")
	w.says("Waiting for players")
	w.says("Players: 0 of 2")
	if got := w.port(); got != port {
		t.Fatalf("it listens on port %d, want %d", got, port)
	}

	first := visit(t, port)
	w.says("One player is here")
	first.echoes("lantern")
	w.says("lantern")
	second := visit(t, port)
	w.says("2 players are here")
	w.says("Players: 2 of 2")
	second.echoes("bicycle")
	w.says("bicycle")

	w.clicksOn("Kick") // of either row: which one the eye falls on first is not certain
	waitFor(t, "a friend to tell its end", func() bool { return first.out.has("end\n") || second.out.has("end\n") })
	if second.out.has("end\n") {
		first, second = second, first
	}
	first.tells("end")
	w.says("was kicked")
	w.says("Players: 1 of 2")
	second.echoes("umbrella")

	w.clicksOn("Stop hosting")
	second.tells("end")
	w.says("Not hosting")
	if conn, err := dial(port); err == nil {
		_ = conn.Close()
		t.Error("it still listens after Stop")
	}

	w.clicksOn("Start hosting")
	w.says("Waiting for players")
	third := visit(t, port)
	third.echoes("teapot")
	w.says("teapot")
	third.hangsUp()
	w.says("Players: 0 of 2")
	w.closes(title)
	w.endsWell()
}

func TestAPersonWithoutAMouseReachesEveryControlAndHosts(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--port", strconv.Itoa(port))
	w.does(w.Point(image.Pt(990, 710))) // nothing is under the mouse
	for range desktop.Ways {
		w.does(w.Look())
	}
	shot, err := w.Shot()
	w.does(err)

	// Whatever the focus comes to or leaves changes its looks. It may come to a list that is empty
	// and so has no looks.
	missing := []string{"Start hosting", "Copy", "Games", "Echo", "Pause", "Save", "Clear", "Find", "All players", "Hex", "Invite", "More"}
	onStart := false // has the focus: it came there at the last Tab
	for tabs := 0; len(missing) > 0 || !onStart; tabs++ {
		if tabs == 60 {
			t.Fatalf("Tab does not reach %v", missing)
		}
		w.presses("Tab")
		now := w.settled(shot)
		before := shot
		shot = now
		changed := func(control string) bool {
			return slices.ContainsFunc(w.Page().Find(control), func(box image.Rectangle) bool {
				box.Min.X -= 20 // what is ticked stands before its words
				return !desktop.Same(crop(before, box), crop(now, box))
			})
		}
		onStart = !onStart && changed("Start hosting")
		missing = slices.DeleteFunc(missing, changed)
	}
	w.presses("space")
	w.says("Waiting for players")
	visit(t, port).echoes("in")
}

// crop is the part of a picture in a box.
func crop(img *image.RGBA, box image.Rectangle) *image.RGBA {
	part := image.NewRGBA(image.Rectangle{Max: box.Size()})
	draw.Draw(part, part.Rect, img, box.Min, draw.Src)
	return part
}

// settled takes a picture once the screen has changed from what it was and stands, or does not change
// for a while.
func (w *window) settled(from *image.RGBA) *image.RGBA {
	w.t.Helper()
	last := from
	for end := time.Now().Add(2 * time.Second); ; {
		now, err := w.Shot()
		w.does(err)
		if !desktop.Same(now, from) && desktop.Same(now, last) || time.Now().After(end) {
			return now
		}
		last = now
	}
}

func TestEnterInThePortFieldStarts(t *testing.T) {
	t.Parallel()
	w := openWindow(t) // the port has the focus
	port := freePort(t)
	w.presses("ctrl+a")
	w.does(w.Type(strconv.Itoa(port)))
	w.saysPort(port)
	w.presses("Return")
	w.says("Waiting for players")
	visit(t, port).echoes("in by keyboard")
}

func TestATakenPortIsSaidWithAButtonThatHelps(t *testing.T) {
	t.Parallel()
	taken := freePort(t)
	other := start(t, "--headless", "--json", "--port", strconv.Itoa(taken))
	other.awaitPort()
	w := openWindow(t, "--port", strconv.Itoa(taken))
	w.clicksOn("Start hosting")
	w.says("already uses port " + strconv.Itoa(taken))
	w.says("See below what to change")
	w.clicksOn("Use " + strconv.Itoa(taken+1))
	w.says("Waiting for players")
	w.saysNoMore("already uses port")
	if got := w.port(); got != taken+1 {
		t.Errorf("it listens on port %d, want %d", got, taken+1)
	}
}

func TestWhoFindsAFullGameIsSaidWithAButtonThatLetsMoreIn(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.says("Waiting for players")
	first, second := visit(t, port), visit(t, port)
	w.says("2 players are here")
	third := visit(t, port)
	third.tells("end")
	w.says("somebody at")
	w.says("Players: 2 of 2") // what tells of it stands on nothing else
	w.clicksOn("Allow 3 players")
	w.says("Players: 2 of 3")
	w.saysNoMore("somebody at")
	visit(t, port).echoes("in at last")
	w.says("Players: 3 of 3")
	first.echoes("still here")
	second.echoes("still here, too")
}

func TestCopyPutsTheAddressOnTheClipboard(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--port", strconv.Itoa(port))
	w.clicksOn("Copy")
	w.says("Copied")
	copied, err := w.Clipboard()
	w.does(err)
	server, p, err := net.SplitHostPort(copied)
	if err != nil || net.ParseIP(server) == nil || p != strconv.Itoa(port) {
		t.Fatalf("the clipboard has %q, want an address with port %d", copied, port)
	}
	w.says(copied) // it is what the window shows
}

func TestClosingAsksWhileSomebodyPlays(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.says("Waiting for players")
	player := visit(t, port)
	w.says("One player is here")

	w.triesToClose()
	w.says("Stop hosting and close")
	w.clicksOn("Keep hosting")
	w.saysNoMore("Stop hosting and close")
	player.echoes("still here")

	w.triesToClose()
	w.clicksOn("Stop and close")
	player.tells("end")
	w.endsWell()
}

func TestClosingEndsWithStatusZero(t *testing.T) {
	t.Parallel()
	w := openWindow(t)
	w.closes(title)
	w.endsWell()
}

func TestASignalToTheWindowSaysGoodbye(t *testing.T) {
	t.Parallel()
	for _, s := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(s.String(), func(t *testing.T) {
			port := freePort(t)
			w := openWindow(t, "--start", "--port", strconv.Itoa(port))
			w.says("Waiting for players")
			player := visit(t, port)
			player.echoes("in")
			w.does(w.program.Signal(s))
			player.tells("end")
			w.endsWell()
		})
	}
}

func TestASignalRightAfterTheStartEndsTheWindowToo(t *testing.T) {
	t.Parallel()
	d := openDesktop(t)
	for range 10 { // the window comes at another moment each time
		p, err := d.Start(desktop.Start{Command: []string{built}})
		if err != nil {
			t.Fatal(err)
		}
		w := &window{Desktop: d, t: t, program: p}
		if _, err := d.Window(title); err != nil {
			t.Fatal(err)
		}
		w.does(p.Signal(syscall.SIGTERM))
		w.endsWell()
	}
}

func TestSettingsAreKeptForTheNextTime(t *testing.T) {
	t.Parallel()
	home, port := t.TempDir(), freePort(t)
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: []string{built}, Home: home})
	w.presses("ctrl+a")
	w.does(w.Type(strconv.Itoa(port)))
	w.presses("Return")
	w.says("Waiting for players")
	w.closes(title)
	w.endsWell()

	again := startOn(t, d, desktop.Start{Command: []string{built}, Home: home})
	again.saysPort(port)
}

func TestTheWindowStandsAFlood(t *testing.T) {
	t.Parallel()
	port := freePort(t)
	w := openWindow(t, "--start", "--players", "0", "--port", strconv.Itoa(port))
	w.says("Waiting for players")
	stop, ends := make(chan struct{}), make(chan error)
	for range 2 {
		go func() { ends <- flood(port, stop) }()
	}
	w.says("2 players are here")
	w.clicksOn("Pause")
	w.says("Go on")
	w.clicksOn("Go on")
	w.clicksOn("Stop hosting")
	w.says("Not hosting")
	close(stop)
	for range 2 {
		if err := <-ends; err != nil && !strings.Contains(err.Error(), "EOF") && !strings.Contains(err.Error(), "broken pipe") && !strings.Contains(err.Error(), "reset") {
			t.Error(err)
		}
	}
	w.hasNoComplaint()
}

// flood plays in lockstep, as fast as it can, until it is stopped or the host hangs up.
func flood(port int, stop <-chan struct{}) error {
	conn, err := dial(port)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	for reply := make([]byte, 5); ; {
		select {
		case <-stop:
			return nil
		default:
		}
		if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
			return err
		}
		if err := lockstep(conn, []byte("flood"), reply); err != nil {
			return err
		}
	}
}
