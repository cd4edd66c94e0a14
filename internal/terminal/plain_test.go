package terminal

import (
	"bytes"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"porchlight/internal/journal"
)

// noon is the start of the tests' clock.
var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

var from = netip.MustParseAddrPort("192.168.1.40:50000")

// printerTest is a journal with its printer and a clock that the test advances.
type printerTest struct {
	t       *testing.T
	journal *journal.Journal
	printer *plainPrinter
	out     bytes.Buffer
	now     time.Time
}

func newPrinterTest(t *testing.T, o journal.Options, quiet bool) *printerTest {
	t.Helper()
	s := &printerTest{t: t, journal: journal.New(o), now: noon}
	s.printer = newPlainPrinter(&s.out, s.journal, quiet)
	return s
}

// addEchoes records n messages of one player and their echoes.
func (s *printerTest) addEchoes(n int, text string) {
	msg := []byte(text)
	for range n {
		s.journal.Message(s.now, 0, msg, msg, 1, 0)
	}
}

// addEvent records an event of seat 0.
func (s *printerTest) addEvent(k journal.Kind, r journal.Reason, detail string) {
	s.journal.Event(s.now, journal.Event{Kind: k, Reason: r, Addr: from, Detail: detail})
}

// printAfter advances the clock and returns the new output.
func (s *printerTest) printAfter(d time.Duration) string {
	s.t.Helper()
	s.now = s.now.Add(d)
	s.out.Reset()
	if err := s.printer.print(s.now); err != nil {
		s.t.Fatal(err)
	}
	return s.out.String()
}

// messages counts the messages in the output.
func messages(printed string) int { return strings.Count(printed, "player 0: ") }

func TestMessagesArePrintedAtAReadableRate(t *testing.T) {
	s := newPrinterTest(t, journal.Options{}, false)
	for _, step := range []struct {
		after      time.Duration
		say, shows int
	}{
		{0, 1000, messagesPerSecond},                    // an initial burst
		{0, 10, 0},                                      // nothing until time passes
		{50 * time.Millisecond, 1000, 10},               // the tokens of 50 ms
		{time.Second, 150, 150},                         // below the rate
		{0, 1000, 50},                                   // the rest of the tokens
		{time.Hour, 1000, messagesPerSecond},            // tokens do not accumulate beyond one second
		{5 * time.Millisecond, 5, 1},                    // as tokens return
		{5 * time.Millisecond, 5, 1},                    // again
		{2500 * time.Microsecond, 5, 0},                 // half a token
		{2500 * time.Microsecond, 5, 1},                 // the other half
		{time.Minute, 3 * batchSize, messagesPerSecond}, // more than one read
	} {
		s.addEchoes(step.say, "50,50")
		printed := s.printAfter(step.after)
		if got := messages(printed); got != step.shows {
			t.Errorf("%s later, of %d messages %d were printed, want %d", step.after, step.say, got, step.shows)
		}
		want := ""
		if left := step.say - step.shows; left == 1 {
			want = "(1 message not shown)"
		} else if left > 0 {
			want = fmt.Sprintf("(%d messages not shown)", left)
		}
		if want == "" && strings.Contains(printed, "not shown") || !strings.Contains(printed, want) {
			t.Errorf("%s later, of %d messages it printed %q, want %q", step.after, step.say, shortest(printed), want)
		}
	}
}

func shortest(s string) string { return s[max(0, len(s)-200):] }

var notShownLine = regexp.MustCompile(`\((\d+) messages? not shown\)`)

func TestEventsArePrintedDuringAFlood(t *testing.T) {
	s := newPrinterTest(t, journal.Options{Records: 1 << 10, Events: 1 << 8}, false)
	s.addEchoes(1000, "flood")
	s.addEvent(journal.Joined, 0, "")
	s.addEchoes(5000, "flood") // overwrites the join in the ring of records
	s.addEvent(journal.Trouble, 0, "a connection could not be taken: too many open files")
	s.addEchoes(5000, "flood")
	s.addEvent(journal.Left, journal.ByPlayer, "")
	printed := s.printAfter(0)
	for _, want := range []string{
		"player 0 joined from 192.168.1.40:50000\n",
		"trouble: a connection could not be taken: too many open files\n",
		"player 0 (192.168.1.40:50000) left: it hung up\n",
	} {
		if strings.Count(printed, want) != 1 {
			t.Errorf("%q stands %d times in what was printed, want once", want, strings.Count(printed, want))
		}
	}
	shown, left := messages(printed), 0
	for _, found := range notShownLine.FindAllStringSubmatch(printed, -1) {
		n, err := strconv.Atoi(found[1])
		if err != nil {
			t.Fatal(err)
		}
		left += n
	}
	if shown+left != 11_000 {
		t.Errorf("%d messages shown and %d counted as not shown, want 11000 together", shown, left)
	}
}

func TestLostEventsAreCountedByKind(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		s := newPrinterTest(t, journal.Options{Records: 1 << 4, Events: 1 << 3}, quiet)
		for range 10 {
			s.addEvent(journal.Joined, 0, "")
			s.addEvent(journal.Left, journal.ByPlayer, "")
		}
		s.addEvent(journal.Named, 0, "Ada")
		s.addEchoes(100, "flood")
		printed := s.printAfter(0)
		for _, want := range []string{"(7 joins not shown)\n", "(6 leaves not shown)\n"} {
			if strings.Count(printed, want) != 1 {
				t.Errorf("quiet %v: %q stands %d times in %q, want once", quiet, want, strings.Count(printed, want), printed)
			}
		}
		joined, left := strings.Count(printed, "joined from"), strings.Count(printed, "left: it hung up")
		if joined != 3 || left != 4 || !strings.Contains(printed, "player 0 is Ada") {
			t.Errorf("quiet %v: %d joins and %d leaves, want 3 and 4", quiet, joined, left)
		}
	}
}

func TestEveryRecordIsPrintedOnceAndInOrder(t *testing.T) {
	s := newPrinterTest(t, journal.Options{}, false)
	var printed strings.Builder
	for i := range 300 {
		s.addEchoes(1, fmt.Sprintf("message %d.", i))
		if i%7 == 0 {
			s.addEvent(journal.Joined, 0, "")
		}
		if i%3 == 0 {
			printed.WriteString(s.printAfter(20 * time.Millisecond))
		}
	}
	printed.WriteString(s.printAfter(time.Second))
	at := 0
	for i := range 300 {
		want := fmt.Sprintf("player 0: message %d. -> the same to 1 player\n", i)
		next := strings.Index(printed.String()[at:], want)
		if next < 0 {
			t.Fatalf("message %d is missing or out of order", i)
		}
		at += next + len(want)
	}
	if n := messages(printed.String()); n != 300 {
		t.Errorf("%d messages were printed, want 300", n)
	}
	if s.printAfter(time.Second) != "" {
		t.Error("it prints though nothing happened")
	}
}

func TestQuietPrintsEverythingButMessages(t *testing.T) {
	s := newPrinterTest(t, journal.Options{}, true)
	s.addEvent(journal.Joined, 0, "")
	s.addEchoes(1000, "50,50")
	s.addEvent(journal.Left, journal.Kicked, "")
	got := s.printAfter(0)
	clock := s.now.Local().Format("15:04:05.000")
	want := clock + "  player 0 joined from 192.168.1.40:50000\n" + clock + "  player 0 (192.168.1.40:50000) left: it was kicked\n"
	if got != want {
		t.Errorf("it printed %q, want %q", got, want)
	}
}

func TestEveryRecordReadsLikeASentence(t *testing.T) {
	text := func(s string) []byte { return []byte(s) }
	for _, c := range []struct {
		write func(j *journal.Journal)
		want  string
	}{
		{func(j *journal.Journal) { m := text("50,50"); j.Message(noon, 1, m, m, 1, 0) }, "player 1: 50,50 -> the same to 1 player"},
		{func(j *journal.Journal) { m := text("hi"); j.Message(noon, 1, m, m, 29, 0) }, "player 1: hi -> the same to 29 players"},
		{func(j *journal.Journal) { j.Message(noon, 1, text("50,50"), text("100,100"), 1, 0) }, "player 1: 50,50 -> 100,100 to 1 player"},
		{func(j *journal.Journal) { j.Message(noon, 1, text("50,50"), nil, 0, 0) }, "player 1: 50,50 -> no answer"},
		{func(j *journal.Journal) { m := text("a\nb\x1b[2J"); j.Message(noon, 1, m, m, 1, 0) }, `player 1: a\nb\x1b[2J -> the same to 1 player`},
		{func(j *journal.Journal) { m := text("\xff\x00"); j.Message(noon, 1, m, m, 1, 0) }, "player 1: ff 00 -> the same to 1 player"},
		{
			func(j *journal.Journal) { m := text(strings.Repeat("x", 2048)); j.Message(noon, 1, m, m, 1, 0) },
			"player 1: " + strings.Repeat("x", maxText) + "… [2048 bytes] -> the same to 1 player",
		},
		{
			func(j *journal.Journal) { m := text(strings.Repeat("\x1b", 100)); j.Message(noon, 1, m, m, 1, 0) },
			"player 1: " + strings.Repeat(`\x1b`, maxText/4) + "… [100 bytes] -> the same to 1 player",
		},
		{event(journal.Named, 0, "Ada\x1b[m"), `player 0 is Ada\x1b[m`},
		{event(journal.Left, journal.CutOff, "2 bytes more"), "player 0 (192.168.1.40:50000) left: it hung up in the middle of a message (2 bytes more)"},
		{event(journal.Left, journal.BadMessage, "a length of 5x"), "player 0 (192.168.1.40:50000) left: it sent what is no message in this game's framing (a length of 5x)"},
		{event(journal.Joined, 0, ""), "player 0 joined from 192.168.1.40:50000"},
		{event(journal.Left, journal.ByPlayer, ""), "player 0 (192.168.1.40:50000) left: it hung up"},
		{event(journal.Left, journal.ConnectionLost, "connection reset by peer"), "player 0 (192.168.1.40:50000) left: the connection was lost (connection reset by peer)"},
		{event(journal.Left, journal.Kicked, ""), "player 0 (192.168.1.40:50000) left: it was kicked"},
		{event(journal.Left, journal.NoMemory, ""), "player 0 (192.168.1.40:50000) left: too many long messages came at the same time"},
		{event(journal.Left, journal.TooSlow, ""), "player 0 (192.168.1.40:50000) left: it did not take its messages in time"},
		{event(journal.Left, journal.HostStopped, ""), "player 0 (192.168.1.40:50000) left: hosting stopped"},
		{event(journal.Left, journal.Fault, "boom\nat x"), `player 0 (192.168.1.40:50000) left: an error inside Porchlight (boom\nat x)`},
		{event(journal.Refused, journal.GameFull, ""), "192.168.1.40:50000 was turned away: the game is full. --players sets how many may play; 0 is no limit"},
		{event(journal.Left, journal.Banned, ""), "player 0 (192.168.1.40:50000) left: its address was banned"},
		{event(journal.Left, journal.Browser, ""), "player 0 (192.168.1.40:50000) left: it was a browser that looked in"},
		{event(journal.Refused, journal.Banned, ""), "192.168.1.40:50000 was turned away: its address is banned. The window's “Who may come in” takes bans back"},
		{event(journal.Refused, journal.Outside, ""), "192.168.1.40:50000 was turned away: it comes from another network. --anywhere lets in whoever knows the address"},
		{event(journal.Refused, journal.TooMany, ""), "192.168.1.40:50000 was turned away: its address has enough connections, or too many wait at the door. --per-address sets how many one address may have; 0 is no limit"},
		{often(1), "192.168.1.40:50000 was turned away: its address connects too often. --connections-per-second sets how often one address may; 0 is no limit"},
		{often(12), "192.168.1.40:50000 was turned away: its address connects too often (12 times). --connections-per-second sets how often one address may; 0 is no limit"},
		{slowed(journal.TooFast, 50_000), "player 3 sends more than 50000 messages a second, so Porchlight reads from it more slowly. --messages-per-second sets how much a player may send; 0 is no limit"},
		{slowed(journal.TooMuch, 1000), "player 3 sends more than 1000 bytes a second, so Porchlight reads from it more slowly. --bytes-per-second sets how much a player may send; 0 is no limit"},
		{event(journal.Left, journal.TooFast, ""), "player 0 (192.168.1.40:50000) left: it sent too many messages a second. --messages-per-second sets how many it may send; 0 is no limit"},
		{event(journal.Left, journal.TooMuch, ""), "player 0 (192.168.1.40:50000) left: it sent too many bytes a second. --bytes-per-second sets how many it may send; 0 is no limit"},
		{event(journal.Refused, journal.Rejected, ""), "192.168.1.40:50000 was turned away: it was not let in"},
		{event(journal.Refused, journal.GaveUp, ""), "192.168.1.40:50000 left before it was let in"},
		{event(journal.Pending, 0, ""), "192.168.1.40:50000 waits to be let in"},
		{event(journal.PageServed, 0, ""), "a browser at 192.168.1.40 looked in: this network lets it through"},
		{event(journal.Stopped, 0, ""), "stopped hosting"},
		{event(journal.Trouble, 0, "a\x1bb"), `trouble: a\x1bb`},
		{event(journal.Hosting, 0, ""), ""}, // printAddresses prints it
	} {
		s := newPrinterTest(t, journal.Options{}, false)
		c.write(s.journal)
		want := ""
		if c.want != "" {
			want = noon.Local().Format("15:04:05.000") + "  " + c.want + "\n"
		}
		got := s.printAfter(0)
		if got != want {
			t.Errorf("it printed %q, want %q", got, want)
		}
		if strings.ContainsFunc(strings.TrimSuffix(got, "\n"), unicode.IsControl) {
			t.Errorf("%q has a control character", got)
		}
	}
}

func event(k journal.Kind, r journal.Reason, detail string) func(*journal.Journal) {
	return func(j *journal.Journal) {
		j.Event(noon, journal.Event{Kind: k, Reason: r, Addr: from, Detail: detail})
	}
}

func often(connections int) func(*journal.Journal) {
	return func(j *journal.Journal) {
		j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.TooManyAttempts, Seat: -1, Addr: from, Count: connections})
	}
}

func slowed(why journal.Reason, limit int) func(*journal.Journal) {
	return func(j *journal.Journal) {
		j.Event(noon, journal.Event{Kind: journal.Slowed, Reason: why, Seat: 3, Addr: from, Count: limit})
	}
}

func TestAMessageWithoutItsBytesIsPrintedByLength(t *testing.T) {
	s := newPrinterTest(t, journal.Options{Bytes: 64}, false)
	s.addEchoes(1, strings.Repeat("x", 60))
	s.addEchoes(1, strings.Repeat("y", 60))
	if got, want := s.printAfter(0), "player 0: [60 bytes, overwritten since] -> the same to 1 player\n"; !strings.Contains(got, want) {
		t.Errorf("it printed %q, want %q in it", got, want)
	}
}

func TestTheFileLimitIsExplained(t *testing.T) {
	s := newPrinterTest(t, journal.Options{}, true)
	s.addEvent(journal.Trouble, journal.NoDescriptors, "accept4: too many open files")
	printed := s.printAfter(0)
	for _, want := range []string{"trouble: with", "Whoever knocks now waits until somebody leaves", "ulimit -Hn"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q does not say %q", printed, want)
		}
	}
}
