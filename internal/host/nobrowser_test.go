package host_test

import (
	"strings"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

func TestAClientThatIsNoBrowserIsAPlayer(t *testing.T) {
	t.Parallel()
	long := "GET / HTTP/1.1\r\nCookie: " + strings.Repeat("x", 8<<10) + "\r\n\r\n"
	for name, messages := range map[string][]string{
		"half a head":                  {"GET / HTTP/1.1\r\nHost: a\r\n"},
		"a head in two writes":         {"GET / HTTP/1.1\r\nHost: a\r\n", "\r\n"},
		"a head in two, cut in a word": {"GE", "T / HTTP/1.1\r\n\r\n"},
		"a head and a byte of a body":  {"GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx"},
		"a head and a byte of nothing": {browserHead + "x"},
		"two heads at once":            {browserHead + browserHead},
		"a head that promises a body":  {"GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\n"},
		"a POST":                       {"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"},
		"a HEAD":                       {"HEAD / HTTP/1.1\r\n\r\n"},
		"HTTP/2":                       {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
		"a GET of HTTP/2":              {"GET / HTTP/2.0\r\n\r\n"},
		"a GET of HTTP/0.9":            {"GET /\r\n\r\n"},
		"GET alone":                    {"GET "},
		"a lower-case get":             {"get / HTTP/1.1\r\n\r\n"},
		"something before the head":    {" " + browserHead},
		"lines that end without CR":    {"GET / HTTP/1.1\nHost: a\n\n"},
		"a game's own word":            {"GET SCORE\r\n\r\n"},
		"a head that is too long":      {long},
		"a head as second message":     {"hello", browserHead},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Page: pages(), ReadBuffer: 64 << 10})
			g := h.Dial()
			for _, m := range messages {
				g.Echo(m)
			}
			h.WaitMessages(len(messages))
			if n := len(h.Events(journal.PageServed)); n != 0 {
				t.Errorf("%d browsers visited", n)
			}
		})
	}
}

func TestAHeadOfTheLargestSizeIsABrowsersAndOneByteMoreIsNot(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages(), ReadBuffer: 64 << 10})
	head := func(size int) string {
		const start, end = "GET / HTTP/1.1\r\nCookie: ", "\r\n\r\n"
		return start + strings.Repeat("x", size-len(start)-len(end)) + end
	}
	g := h.Dial()
	g.Send(head(web.HeadSize - 1))
	receivePage(g)
	h.Dial().Echo(head(web.HeadSize))
}

func TestAGameWhoseClientsSpeakHTTPAnswersThem(t *testing.T) {
	t.Parallel()
	reply := game.Echo()
	reply.Rule, reply.Reply = game.RuleReply, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
	h := open(t, host.Config{Game: reply, Page: pages()})
	g := h.Dial()
	g.Send(browserHead)
	g.Receive(reply.Reply)

	for _, name := range []string{"crlf", `end:\r\n\r\n`} {
		lines := game.Echo()
		var err error
		if lines.In, err = framing.Parse(name); err != nil {
			t.Fatal(err)
		}
		lines.Out = lines.In
		h := open(t, host.Config{Game: lines, Page: pages()})
		g := h.Dial()
		g.Send(browserHead)
		g.Receive(browserHead)
		if n := len(h.Events(journal.PageServed)); n != 0 {
			t.Errorf("%s: %d browsers visited", name, n)
		}
	}
}

func TestABrowserPlaysWhereBrowsersAreNotAnswered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.Dial().Echo(browserHead)

	h.SetPage(pages())
	g := h.Dial()
	g.Send(browserHead)
	receivePage(g)

	h.SetPage(nil)
	h.Dial().Echo(browserHead)
}

// answerTime returns how long it takes from connecting to the answer to a message that is sent at once.
func answerTime(t *testing.T, h *server, msg string) time.Duration {
	t.Helper()
	began := time.Now()
	h.Dial().Echo(msg)
	return time.Since(began)
}

func TestFirstBytesAreNotDelayed(t *testing.T) {
	h := open(t, host.Config{Page: pages()})
	for _, msg := range []string{"hello", "G", "GET ", "GET / HTTP/1.1\r\n"} {
		fastest := time.Hour
		for range 20 { // a busy machine delays some
			fastest = min(fastest, answerTime(t, h, msg))
		}
		if fastest > host.SniffTimeout/2 {
			t.Errorf("%q was answered after %s at best", msg, fastest)
		}
	}
}
