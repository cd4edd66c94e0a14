package web_test

import (
	"fmt"
	"strings"

	"porchlight/internal/web"
)

// A browser is answered; a game's client is not.
func ExamplePage_Respond() {
	page := web.Page{Owner: "Ada"}
	response, ok := page.Respond([]byte("GET / HTTP/1.1\r\nHost: 192.168.1.23\r\n\r\n"))
	fmt.Println(ok, strings.Contains(string(response), "Ada’s game"))
	_, ok = page.Respond([]byte("50,50"))
	fmt.Println(ok)
	// Output:
	// true true
	// false
}
