package host_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// browserHead is what the browser of a phone sends, in one write.
const browserHead = "GET / HTTP/1.1\r\n" +
	"Host: 192.168.1.23:5555\r\n" +
	"Connection: keep-alive\r\n" +
	"Upgrade-Insecure-Requests: 1\r\n" +
	"User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36\r\n" +
	"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n" +
	"Accept-Encoding: gzip, deflate\r\n" +
	"Accept-Language: en-GB,en;q=0.9\r\n\r\n"

// pages is the page of a host that answers browsers.
func pages() *web.Page { return &web.Page{} }

func pagesOf(owner string) *web.Page { return &web.Page{Owner: owner} }

// receivePage reads until the orderly end of the stream, checks that it is one HTTP response and nothing else, and
// returns the page.
func receivePage(g *hosttest.Client) string {
	t, received := g.T, g.ReceiveEnd()
	t.Helper()
	stream := bufio.NewReader(bytes.NewReader(received))
	answer, err := http.ReadResponse(stream, nil)
	if err != nil {
		t.Fatalf("received %q, which is no HTTP answer: %v", hosttest.Shorten(received), err)
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil || int64(len(body)) != answer.ContentLength || stream.Buffered() > 0 {
		t.Errorf("the page has %d bytes, its head says %d (%v), and %d come after it", len(body), answer.ContentLength, err, stream.Buffered())
	}
	kind := answer.Header.Get("Content-Type")
	if answer.Status != "200 OK" || answer.Proto != "HTTP/1.1" || kind != "text/html; charset=utf-8" || !answer.Close {
		t.Errorf("the answer is %s %s, %s, and closes the connection: %t", answer.Proto, answer.Status, kind, answer.Close)
	}
	return string(body)
}

// patient returns a server on which a browser may take long to send.
func patient(t *testing.T, c host.Config) *server {
	t.Helper()
	h := newServer(t)
	h.SetSniffTimeout(hosttest.Timeout)
	h.MustStart(c)
	return h
}

// onlyBrowsersCame waits until this number of browsers has been answered, and checks that no other client was.
func (h *server) onlyBrowsersCame(browsers int) {
	h.T.Helper()
	hosttest.WaitFor(h.T, "the visits' records", func() bool { return len(h.Events(journal.PageServed)) >= browsers })
	hosttest.WaitFor(h.T, "everybody's end", func() bool { return h.PlayerCount() == 0 })
	for _, e := range h.Records() {
		switch e.Kind {
		case journal.Hosting:
		case journal.PageServed:
			browsers--
			if e.Seat != -1 || !e.Addr().IsValid() {
				h.T.Errorf("a browser at %s visited seat %d", e.Addr(), e.Seat)
			}
		default:
			h.T.Errorf("record %d is %q", e.Number, e.Kind)
		}
	}
	if browsers != 0 {
		h.T.Errorf("%d visits are missing", browsers)
	}
}

func TestABrowserGetsAPageAndIsNoPlayer(t *testing.T) {
	t.Parallel()
	h := patient(t, host.Config{Page: pagesOf("Ada")})
	for range 20 {
		g := h.Dial()
		g.Send(browserHead)
		if page := receivePage(g); !strings.Contains(page, "You reached Ada’s game.") || !strings.Contains(page, "This network lets you in.") {
			t.Fatalf("the page is %s", page)
		}
	}
	h.onlyBrowsersCame(20)
	g := h.Dial()
	g.Send("hello")
	if seat := h.WaitPlayer(g).Seat; seat != 0 {
		t.Errorf("the first player has seat %d", seat)
	}
}

func TestThePageWithoutAnOwnerNamesNobody(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	g := h.Dial()
	g.Send(browserHead)
	if page := receivePage(g); !strings.Contains(page, "<strong>You reached this game.</strong>") {
		t.Errorf("the page is %s", page)
	}
}

func TestAnOwnersNameIsTextOnThePage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pagesOf(`<script>"Ada" & Bob%s`)})
	g := h.Dial()
	g.Send(browserHead)
	if page := receivePage(g); !strings.Contains(page, "You reached &lt;script&gt;&#34;Ada&#34; &amp; Bob%s’s game.") {
		t.Errorf("the page is %s", page)
	}
}

// A socket that does not take the page at once is what every socket is on Windows.
func TestAPageThatTheSocketDoesNotTakeAtOnceArrivesWhole(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	h.SetSniffTimeout(hosttest.Timeout)
	h.MustStart(host.Config{Page: pagesOf(strings.Repeat("A", 1<<20))})
	g := h.Dial()
	hosttest.WaitFor(t, "its seat", func() bool { return h.PlayerCount() == 1 })
	h.limitBuffers(g)
	g.Send(browserHead)
	hosttest.WaitFor(t, "a part of the page to wait", func() bool { return h.Waiting() > 0 })
	if page := receivePage(g); !strings.HasSuffix(page, "</html>\n") {
		t.Error("the page has no end")
	}
}

func TestARealBrowserReceivesThePageForEveryRequest(t *testing.T) {
	t.Parallel()
	h := patient(t, host.Config{Page: pagesOf("Ada")})
	var transport http.Transport
	defer transport.CloseIdleConnections()
	browser := http.Client{Transport: &transport, Timeout: hosttest.Timeout}
	for _, path := range []string{"/", "/favicon.ico", "/a/long%20path?with=a&query"} {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://"+h.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := browser.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(page), "Ada’s game") {
			t.Errorf("%s: status %s, %v, %q", path, answer.Status, err, page)
		}
	}
	h.onlyBrowsersCame(3)
}

func TestABrowserThatComesLateGetsThePageAndLeaves(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pagesOf("Ada")})
	g := h.Connect() // it has a seat, since it sent nothing
	g.Send(browserHead)
	if page := receivePage(g); !strings.Contains(page, "Ada’s game") {
		t.Errorf("the page is %s", page)
	}
	h.MustLeave(g, journal.Browser)
	if joined, visited := len(h.Events(journal.Joined)), len(h.Events(journal.PageServed)); joined != 1 || visited != 1 {
		t.Errorf("%d joined and %d visited, want 1 and 1", joined, visited)
	}
	h.WaitMessages(0)
}

func TestNothingOfTheGameComesBeforeThePage(t *testing.T) {
	t.Parallel()
	relayed := game.Echo()
	relayed.Rule, relayed.Players = game.RuleRelay, 0
	h := patient(t, host.Config{Game: relayed, Page: pages()})
	talker := h.Dial()
	talker.Send("I am in")
	h.WaitPlayer(talker)
	browser := h.Dial()
	hosttest.WaitFor(t, "its seat", func() bool { return h.PlayerCount() == 2 })
	talker.Send("relayed")
	h.WaitMessages(2)
	browser.Send(browserHead)
	receivePage(browser)
}

func TestABrowserIsNotAnnounced(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]func(*game.Game){
		"of its coming":          func(g *game.Game) { g.AnnounceJoin = "{name} came." },
		"of its going":           func(g *game.Game) { g.AnnounceLeave = "{name} went." },
		"of its coming or going": func(g *game.Game) { g.AnnounceJoin, g.AnnounceLeave = "{name} came.", "{name} went." },
	} {
		t.Run(name, func(t *testing.T) {
			talk := game.Echo()
			talk.Rule, talk.Greeting = game.RuleEcho, nil
			say(talk)
			h := open(t, host.Config{Game: talk, Page: pages()})
			player := h.Connect()
			browser := h.Dial()
			browser.Send(browserHead)
			receivePage(browser)
			hosttest.WaitFor(t, "the visit's end", func() bool { return h.PlayerCount() == 1 })
			player.Echo("quiet here")
		})
	}
}

func TestABrowserThatResetsBeforeItsPageDisturbsNobody(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	for range 50 {
		g := h.Dial()
		g.Send(browserHead)
		g.Reset()
	}
	hosttest.WaitFor(t, "everybody's end", func() bool { return h.PlayerCount() == 0 })
	h.Dial().Echo("hello")
}
