package host

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
)

// headSize is how much of a newcomer's first bytes is looked at. A browser's head is some 500 bytes.
const headSize = 4 << 10

// isBrowser tells whether bytes are a complete head of an HTTP/1 GET request and nothing else
// (RFC 9112, section 3).
func isBrowser(said []byte) bool {
	if !bytes.HasPrefix(said, []byte("GET ")) || !bytes.HasSuffix(said, []byte("\r\n\r\n")) || len(said) >= headSize {
		return false
	}
	rest := bufio.NewReader(bytes.NewReader(said))
	r, err := http.ReadRequest(rest)
	if err != nil || r.ProtoMajor != 1 {
		return false
	}
	n, err := io.Copy(io.Discard, io.MultiReader(r.Body, rest))
	return n == 0 && err == nil
}

// page is what a browser reads. Its icon is empty so that none is asked for.
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

// showPage answers a browser, and returns when its socket has taken the page.
func (p *player) showPage() {
	p.host.mu.Lock()
	owner := p.host.policy.Owner
	p.host.mu.Unlock()
	reached := "You reached this game."
	if owner != "" {
		reached = "You reached " + html.EscapeString(owner) + "’s game."
	}
	body := fmt.Sprintf(page, reached)
	p.out.send(fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"+
		"Cache-Control: no-store\r\nConnection: close\r\n\r\n%s", len(body), body))
	p.out.wait()
}
