package web

import (
	"bytes"
	"strings"
	"testing"
)

// browserHead is what the browser of a phone sends.
const browserHead = "GET / HTTP/1.1\r\nHost: 192.168.1.23:5555\r\nConnection: keep-alive\r\n\r\n"

func FuzzOnlyOneWholeRequestIsAnswered(f *testing.F) {
	for _, seed := range []string{
		"", "GET ", browserHead, browserHead + "x", browserHead + browserHead, "GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
		"GET / HTTP/1.0\r\nConnection: close\r\n\r\n", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/2.0\r\n\r\n",
		"GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", "POST / HTTP/1.1\r\n\r\n", "CNXN",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, first []byte) {
		before := bytes.Clone(first)
		_, ok := Page{}.Respond(first)
		if !bytes.Equal(first, before) {
			t.Error("looking at the bytes changed them")
		}
		if !ok {
			return
		}
		text := string(first)
		line, _, _ := strings.Cut(text, "\r\n")
		if !strings.HasPrefix(text, "GET ") || !strings.HasSuffix(text, "\r\n\r\n") || !strings.Contains(line, " HTTP/1.") {
			t.Errorf("%q is answered", text)
		}
		for _, more := range []string{"x", "\r\n", text} {
			if isRequest([]byte(text + more)) {
				t.Errorf("%q is answered with more behind it", text+more)
			}
		}
		if isRequest(first[:len(first)-1]) {
			t.Errorf("%q is answered without its last byte", text)
		}
	})
}
