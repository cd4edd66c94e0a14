package upstream

import (
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	// portTaken matches what systems and languages say of a port that is taken.
	portTaken = regexp.MustCompile(`(?i)EADDRINUSE|\bWinError 10048\b|address already in use|address in use|` +
		`only one usage of each socket address|\bAddrInUse\b|\bport \d+ is (already )?in use\b|\bos error 10048\b`)
	// addressNotHere matches what they say of an address that this computer does not have.
	addressNotHere = regexp.MustCompile(`(?i)EADDRNOTAVAIL|\bWinError 10049\b|can(no|')t assign requested address|` +
		`requested address is not valid in its context|\bAddrNotAvailable\b|\bos error 10049\b`)

	// portPatterns match the ways to write a port with its address, or with the word.
	portPatterns = []*regexp.Regexp{
		regexp.MustCompile(`\(['"][^'"]*['"], *(\d{1,5})[,)]`),                     // ('127.0.0.1', 5555)
		regexp.MustCompile(`(?:\d\.\d{1,3}|\]|::|\*|localhost|["' ]):(\d{1,5})\b`), // 127.0.0.1:5555
		regexp.MustCompile(`(?i)\bport["']?\s*(?:[:=]|is|number)?\s*(\d{1,5})\b`),  // port: 5555
	}
	// bindCall matches a port among the arguments of what binds or listens: listen(5555).
	bindCall = regexp.MustCompile(`(?i)(?:\bbind|listen|ServerSocket|InetSocketAddress|server)\w*\([^)]*?\b(\d{2,5})\b`)
	// portProperty matches a line about the port beside that of the fault: Flask's, and the properties of an error of Node.js.
	portProperty = regexp.MustCompile(`^Port \d+ is in use|^ +(port|address): `)
	// quad matches an IPv4 address.
	quad = regexp.MustCompile(`\b\d{1,3}(?:\.\d{1,3}){3}\b`)
)

// bindFault returns the last fault in binding a socket among lines.
func bindFault(lines []string) (Cause, bool) {
	for _, line := range slices.Backward(lines) {
		switch {
		case portTaken.MatchString(line):
			return Cause{Kind: PortTaken, Text: strings.TrimSpace(line)}, true
		case addressNotHere.MatchString(line):
			return Cause{Kind: AddressNotHere, Text: strings.TrimSpace(line)}, true
		}
	}
	return Cause{}, false
}

// complete looks for the port and the address: in the message, in the lines around it, in the line of the source where
// it happened, among the arguments and in the source.
func (f *Cause) complete(near []string, c Command) {
	texts := []string{f.Text}
	for _, line := range near {
		if portProperty.MatchString(line) {
			texts = append(texts, line)
		}
	}
	file := f.File
	if file == "" {
		file = c.File()
	}
	source, _ := readSource(file)
	if f.Line > 0 && f.Line <= len(source) {
		texts = append(texts, source[f.Line-1])
	}
	for _, text := range texts {
		if f.Port == 0 {
			f.Port = portIn(text)
		}
		if f.Kind == AddressNotHere && f.Address == "" {
			f.Address = addressIn(text)
		}
	}
	for i, arg := range c.Args {
		if n, err := strconv.Atoi(arg); i > 0 && f.Port == 0 && err == nil && isPort(n) {
			f.Port = n
		}
		if i > 0 && f.Kind == AddressNotHere && f.Address == "" {
			f.Address = addressIn(arg)
		}
	}
	if f.Port == 0 {
		f.Port = likelyPort(source)
	}
	if f.Kind == AddressNotHere && f.Address == "" {
		f.Address = likelyAddress(source)
	}
}

// portIn returns the first port in a text, or 0.
func portIn(text string) int {
	for _, pattern := range portPatterns {
		for _, found := range pattern.FindAllStringSubmatch(text, -1) {
			if n := number(found[1]); isPort(n) {
				return n
			}
		}
	}
	if found := bindCall.FindStringSubmatch(quad.ReplaceAllString(text, "x")); found != nil && isPort(number(found[1])) {
		return number(found[1])
	}
	return 0
}

func isPort(n int) bool { return n > 0 && n < 1<<16 }

// addressIn returns the first IPv4 address in a text that may be another computer's, or "".
func addressIn(text string) string {
	for _, found := range quad.FindAllString(text, -1) {
		if a, err := netip.ParseAddr(found); err == nil && !a.IsUnspecified() && !a.IsLoopback() {
			return found
		}
	}
	return ""
}
