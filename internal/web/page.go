// Package web recognises a browser by the first bytes of a connection and answers it with a page.
//
// A person who scans a game's address with a phone opens it in a browser. The page says that this network
// lets the phone reach the game. Games themselves are not played over HTTP.
package web

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
)

// HeadSize is the number of a connection's first bytes that suffice to recognise a browser, whose request
// is some 500 bytes.
const HeadSize = 4 << 10

// Page is the page for browsers. The zero value is usable.
type Page struct {
	Owner string // whose game it is; "": the page does not say
}

// Respond returns the whole HTTP response to the first bytes of a connection, after which the connection is
// to be closed. ok is false unless first is exactly one complete HTTP/1 GET request head of fewer than
// HeadSize bytes (RFC 9112, section 3).
func (p Page) Respond(first []byte) (response []byte, ok bool) {
	if !isRequest(first) {
		return nil, false
	}
	title := "You reached this game."
	if p.Owner != "" {
		title = "You reached " + html.EscapeString(p.Owner) + "’s game."
	}
	body := fmt.Sprintf(page, title)
	return fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"+
		"Cache-Control: no-store\r\nConnection: close\r\n\r\n%s", len(body), body), true
}

func isRequest(first []byte) bool {
	if !bytes.HasPrefix(first, []byte("GET ")) || !bytes.HasSuffix(first, []byte("\r\n\r\n")) || len(first) >= HeadSize {
		return false
	}
	rest := bufio.NewReader(bytes.NewReader(first))
	r, err := http.ReadRequest(rest)
	if err != nil || r.ProtoMajor != 1 {
		return false
	}
	n, err := io.Copy(io.Discard, io.MultiReader(r.Body, rest))
	return n == 0 && err == nil
}

// page is the body. Its icon is empty so that browsers do not request one.
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Porchlight</title>
<style>
body { margin: 15vh auto; max-width: 26rem; padding: 0 1.5rem; font: 1.25rem/1.5 system-ui, sans-serif; text-align: center; color: #1e1b17; background: #f5f3ef }
strong { display: block; font-size: 1.75rem; line-height: 1.25; margin-bottom: 1rem }
@media (prefers-color-scheme: dark) { body { color: #f1eee8; background: #17161a } }
</style>
</head>
<body>
<strong>%s</strong>
This network lets you in.
</body>
</html>
`
