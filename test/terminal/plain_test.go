package terminal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/test/program"
)

// hostPlain starts the program with plain output and returns once it hosts.
func hostPlain(t *testing.T, args ...string) *program.Program {
	t.Helper()
	p := program.Start(t, builtPath, append([]string{"--headless", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	p.WaitForPlainPort()
	return p
}

func TestPlainOutputReadsLikeSentences(t *testing.T) {
	t.Parallel()
	p := hostPlain(t, "--players", "1")
	c := p.Connect()
	c.Echo("50,50")
	p.WaitFor("the message", func() bool { return p.Stdout.Contains("50,50") }) // it is sent before it is printed
	refused := p.Connect()
	refused.WaitForEnd()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	p.WaitFor("the leave", func() bool { return p.Stdout.Contains("left") })
	last := p.Connect()
	p.WaitFor("the second join", func() bool { return strings.Count(p.Stdout.String(), "joined") == 2 })
	p.Stop()
	last.WaitForEnd()

	clock := regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d\.\d\d\d  `)
	got := clock.ReplaceAllString(p.Stdout.String(), "")
	want := fmt.Sprintf(`Hosting Echo. Only programs on this computer can join, at
  127.0.0.1:%d
Press Ctrl+C to stop.
player 0 joined from %s
player 0: 50,50 -> the same to 1 player
%s was turned away: the game is full. --players sets how many may play; 0 is no limit
player 0 (%[2]s) left: it hung up
player 0 joined from %[4]s
player 0 (%[4]s) left: hosting stopped
stopped hosting
`, p.Port, c.Address(), refused.Address(), last.Address())
	if got != want {
		t.Errorf("it printed\n%s\nwant\n%s", got, want)
	}
}

func TestPlainOutputHasNoControlCharacters(t *testing.T) {
	t.Parallel()
	p := hostPlain(t)
	c := p.Connect()
	for _, msg := range difficultMessages() {
		c.Echo(msg)
	}
	p.WaitFor("all messages", func() bool { return strings.Count(p.Stdout.String(), "player 0: ") == len(difficultMessages()) })
	p.Stop()
	checkHarmless(t, p.Stdout.String())
	for _, line := range p.Stdout.Lines() {
		if n := len([]rune(line)); n > 400 {
			t.Errorf("a line has %d characters", n)
		}
	}
	for _, shown := range []string{`\x1b[2J\x1b[H\x1b]0;owned\a`, `\u202egnp.exe`, "grüße", "日本語", "🎮", "ff fe"} {
		if !p.Stdout.Contains(shown) {
			t.Errorf("a message is not shown as %s", shown)
		}
	}
}

func TestQuietPrintsJoinsAndLeavesAndNoMessages(t *testing.T) {
	t.Parallel()
	p := hostPlain(t, "--quiet")
	c := p.Connect()
	c.Echo("50,50")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	p.WaitFor("the leave", func() bool { return p.Stdout.Contains("left: it hung up") })
	p.Stop()
	if !p.Stdout.Contains("player 0 joined") || p.Stdout.Contains("50,50") || p.Stdout.Contains("not shown") {
		t.Errorf("it printed %q", p.Stdout)
	}
}

var notShown = regexp.MustCompile(`\((\d+) messages? not shown\)`)

func TestAFloodIsCountedAndHidesNoJoinOrLeave(t *testing.T) {
	const flooders, visitors = 4, 100
	p := hostPlain(t, "--players", "0")
	began := time.Now()
	stop := make(chan struct{})
	stopFlood := sync.OnceFunc(func() { close(stop) })
	defer stopFlood()
	type result struct {
		messages int
		err      error
	}
	results := make(chan result, flooders) // buffered, since a test that fails receives none
	for range flooders {
		go func() {
			messages, err := program.CountedFlood(p.Port, stop)
			results <- result{messages, err}
		}()
	}
	p.WaitFor("the flood", func() bool { return p.Stdout.Contains("not shown") })
	for range visitors {
		c := p.Connect()
		c.Echo("visit")
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	stopFlood()
	messages := visitors
	for range flooders {
		r := <-results
		if r.err != nil {
			t.Error(r.err)
		}
		messages += r.messages
	}
	p.WaitFor("every leave", func() bool { return strings.Count(p.Stdout.String(), " left: ") == flooders+visitors })
	p.Stop()
	seconds := time.Since(began).Seconds()

	output := p.Stdout.String()
	if joined := strings.Count(output, " joined from "); joined != flooders+visitors {
		t.Errorf("%d joins were printed, want %d", joined, flooders+visitors)
	}
	shown, hidden := strings.Count(output, " -> the same to 1 player\n"), 0
	for _, found := range notShown.FindAllStringSubmatch(output, -1) {
		n, err := strconv.Atoi(found[1])
		if err != nil {
			t.Fatal(err)
		}
		hidden += n
	}
	if shown+hidden != messages {
		t.Errorf("%d messages shown and %d counted as not shown, want %d together", shown, hidden, messages)
	}
	if most := 200 * (seconds + 2); float64(shown) > most {
		t.Errorf("%d messages shown in %.1f seconds, want at most %.0f, which a person can read", shown, seconds, most)
	}
}
