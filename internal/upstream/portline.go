package upstream

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// binds matches a line that binds or listens.
	binds = regexp.MustCompile(`(?i)\b(bind|listen)\w*\s*\(|ServerSocket|\bInetSocketAddress\b|\b(create_server|start_server|serve|run|run_forever|app_run|TCPServer|HTTPServer|Listen)\s*\(`)
	// namesPort matches a line that gives a port a name, as PORT = 5555 or --port 5555 do.
	namesPort = regexp.MustCompile(`(?i)port`)
	// namesAddress matches a line that gives an address a name.
	namesAddress = regexp.MustCompile(`(?i)host|addr|\bip\b|interface`)
	// numbers matches whole numbers that may be ports.
	numbers = regexp.MustCompile(`(?:^|[^\w.])(\d{1,5})\b`)
)

// PortLine finds the line of a server's source that names a port. It skips comments and prefers lines that bind or
// listen, then those that have the word port in them. line counts from 1; text is the line without the space around it,
// safe to show. ok is false if no line names the port or the file cannot be read. It reads 1 MiB at most.
func PortLine(file string, port int) (line int, text string, ok bool) {
	whole := regexp.MustCompile(`(?:^|[^\w.])` + strconv.Itoa(port) + `(?:$|\.?$|[^\w.]|\.\D)`)
	return sourceLine(file, whole, namesPort)
}

// AddressLine finds the line of a server's source that names an address, such as "192.0.2.1", as PortLine does a port.
func AddressLine(file, address string) (line int, text string, ok bool) {
	whole := regexp.MustCompile(`(?:^|[^\w.:])` + regexp.QuoteMeta(address) + `(?:$|[^\w.])`)
	return sourceLine(file, whole, namesAddress)
}

// sourceLine returns the best of the lines that match a pattern, and of equal ones the first.
func sourceLine(file string, whole, named *regexp.Regexp) (line int, text string, ok bool) {
	code, original := readSource(file)
	best := 0
	for i, c := range code {
		if score := 1 + weight(c, named); score > best && whole.MatchString(c) {
			best, line, text = score, i+1, shown(strings.TrimSpace(original[i]))
		}
	}
	return line, text, best > 0
}

// weight returns how likely a line of a source sets where the server listens, from 0 to 2.
func weight(code string, named *regexp.Regexp) int {
	switch {
	case binds.MatchString(code):
		return 2
	case named.MatchString(code):
		return 1
	default:
		return 0
	}
}

// likelyPort returns the first port in the lines of a source that most likely set it, or 0.
func likelyPort(code []string) (port int) {
	best := 0
	for _, c := range code {
		w := weight(c, namesPort)
		if w <= best {
			continue
		}
		for _, found := range numbers.FindAllStringSubmatch(quad.ReplaceAllString(c, "x"), -1) {
			if n := number(found[1]); n > 9 && isPort(n) { // 5 in listen(5) is a backlog
				best, port = w, n
				break
			}
		}
	}
	return port
}

// likelyAddress returns the first address in the lines of a source that most likely set it, or "".
func likelyAddress(code []string) (address string) {
	best := -1
	for _, c := range code {
		if w := weight(c, namesAddress); w > best {
			if a := addressIn(c); a != "" {
				best, address = w, a
			}
		}
	}
	return address
}
