//go:build unix

package terminal

import (
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/program"
)

// hostPaused starts the program with a standard output that nobody reads until resume is called.
func hostPaused(t *testing.T, args ...string) (p *program.Program, resume func()) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	port := program.FreePort(t)
	cmd := exec.Command(builtPath, append(args, "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))...)
	cmd.Stdout = w
	p = program.Launch(t, cmd)
	p.Port = port
	if err := w.Close(); err != nil { // the program has a copy
		t.Fatal(err)
	}
	copied := make(chan struct{})
	resume = func() {
		go func() {
			defer close(copied)
			_, _ = io.Copy(p.Stdout, r) // until the program ends
		}()
	}
	t.Cleanup(func() {
		_ = p.Cmd.Process.Kill() // fails only when it has ended
		select {
		case <-copied:
		default:
		}
		_ = r.Close()
	})
	p.WaitFor("the host", func() bool {
		conn, err := program.Dial(port)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	return p, resume
}

// visit connects n clients one after the other; each sends a message, receives its echo and leaves.
func visit(t *testing.T, p *program.Program, n int) {
	t.Helper()
	for range n {
		c := p.Connect()
		c.Echo("x")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// floodBytes sends n bytes as one player and waits for their echo.
func floodBytes(t *testing.T, p *program.Program, n int) {
	t.Helper()
	c := p.Connect()
	sent := make(chan error, 1)
	go func() {
		_, err := c.Write(make([]byte, n))
		sent <- err
	}()
	if _, err := io.CopyN(io.Discard, c, int64(n)); err != nil {
		t.Fatal(err)
	}
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// tally counts lines of standard output and the records that they say are not shown.
type tally struct {
	joined, left, messages                      int // printed
	skippedJoined, skippedLeft, skippedMessages int
	present                                     map[string]bool // addresses
	unannounced                                 int             // that left and whose join was not printed
	strangers                                   int             // unannounced, though no join was skipped for them before
}

func newTally() *tally { return &tally{present: map[string]bool{}} }

func (y *tally) join(address string) {
	y.joined++
	y.present[address] = true
}

func (y *tally) leave(address string) {
	y.left++
	if !y.present[address] {
		if y.unannounced++; y.unannounced > y.skippedJoined {
			y.strangers++
		}
	}
	delete(y.present, address)
}

// addJSON counts a JSON line.
func (y *tally) addJSON(e program.Event) {
	address, _ := e["address"].(string)
	count, _ := e["count"].(float64)
	switch name := e["event"]; {
	case name == "joined":
		y.join(address)
	case name == "left":
		y.leave(address)
	case name == "received":
		y.messages++
	case name == "skipped" && e["kind"] == "joined":
		y.skippedJoined += int(count)
	case name == "skipped" && e["kind"] == "left":
		y.skippedLeft += int(count)
	case name == "skipped" && e["kind"] == "message":
		y.skippedMessages += int(count)
	}
}

var plainLine = regexp.MustCompile(`player \d+ joined from (\S+)|player \d+ \((\S+)\) left: |\((\d+) (join|leave|message)s? not shown\)|player \d+: .* -> `)

// addPlain counts a line of the plain form.
func (y *tally) addPlain(line string) {
	found := plainLine.FindStringSubmatch(line)
	if found == nil {
		return
	}
	count, _ := strconv.Atoi(found[3]) // 0 if the line has none
	switch {
	case found[1] != "":
		y.join(found[1])
	case found[2] != "":
		y.leave(found[2])
	case found[4] == "join":
		y.skippedJoined += count
	case found[4] == "leave":
		y.skippedLeft += count
	case found[4] == "message":
		y.skippedMessages += count
	default:
		y.messages++
	}
}

// addLines counts the whole lines at the beginning of a text and returns their length. It keeps none of them.
func (y *tally) addLines(t *testing.T, text string, json bool) (length int) {
	t.Helper()
	for line := range strings.Lines(text) {
		if !strings.HasSuffix(line, "\n") {
			break
		}
		length += len(line)
		if json {
			y.addJSON(program.ParseEvent(t, line))
		} else {
			y.addPlain(line)
		}
	}
	return length
}

func TestAReaderThatPausesLearnsOfEveryJoinAndLeave(t *testing.T) {
	t.Parallel()
	const visitors = 6001
	for name, row := range map[string]struct {
		args  []string
		flood int // messages in the middle and again at the end
	}{
		"JSON without messages": {[]string{"--json", "--quiet"}, 0},
		"plain":                 {[]string{"--headless"}, 0},
		"JSON in a flood":       {[]string{"--json", "--buffer", "1", "--messages-per-second", "0"}, 70_000},
		"quiet in a flood":      {[]string{"--headless", "--quiet", "--buffer", "1", "--messages-per-second", "0"}, 70_000},
	} {
		t.Run(name, func(t *testing.T) {
			p, resume := hostPaused(t, row.args...)
			visit(t, p, visitors/2)
			players, messages := visitors, visitors+2*row.flood
			if row.flood > 0 {
				floodBytes(t, p, row.flood)
				players += 2
			}
			visit(t, p, visitors-visitors/2)
			if row.flood > 0 {
				floodBytes(t, p, row.flood)
			}
			resume()
			y, counted := newTally(), 0
			count := func() {
				counted += y.addLines(t, p.Stdout.After(counted), slices.Contains(row.args, "--json"))
			}
			p.WaitFor("the last leave", func() bool {
				count()
				return y.left+y.skippedLeft >= players
			})
			p.Stop()
			count()
			if y.joined+y.skippedJoined < players || y.left+y.skippedLeft < players || y.joined+y.skippedJoined != y.left+y.skippedLeft {
				t.Errorf("%d joins and %d skipped, %d leaves and %d skipped, want %d of each", y.joined, y.skippedJoined, y.left, y.skippedLeft, players)
			}
			if row.flood == 0 && y.skippedJoined+y.skippedLeft > 0 {
				t.Errorf("%d joins and %d leaves are skipped though the journal has them", y.skippedJoined, y.skippedLeft)
			}
			if row.flood > 0 && y.joined < 1000 {
				t.Errorf("%d joins are printed, fewer than the journal keeps in a flood", y.joined)
			}
			if y.strangers > 0 {
				t.Errorf("%d leaves are printed of players whose join is neither printed nor skipped", y.strangers)
			}
			if !slices.Contains(row.args, "--quiet") && y.messages+y.skippedMessages != messages {
				t.Errorf("%d messages and %d skipped, want %d", y.messages, y.skippedMessages, messages)
			}
		})
	}
}
