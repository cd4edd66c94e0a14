package program

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
)

// Event is one line of the JSON form.
type Event map[string]any

// Events returns the JSON lines printed so far. A line that is not one JSON object fails the test.
func (p *Program) Events() []Event {
	p.t.Helper()
	fresh := p.Stdout.After(p.parsed)
	for {
		line, rest, whole := strings.Cut(fresh, "\n")
		if !whole {
			return p.events
		}
		p.events = append(p.events, ParseEvent(p.t, line))
		p.parsed += len(line) + 1
		fresh = rest
	}
}

// EventsNamed returns the events of one name so far.
func (p *Program) EventsNamed(name string) []Event {
	p.t.Helper()
	var some []Event
	for _, e := range p.Events() {
		if e["event"] == name {
			some = append(some, e)
		}
	}
	return some
}

// WaitForEvents waits until there are n events of one name and returns all of that name.
func (p *Program) WaitForEvents(name string, n int) []Event {
	p.t.Helper()
	p.WaitFor(strconv.Itoa(n)+" events "+name, func() bool { return len(p.EventsNamed(name)) >= n })
	return p.EventsNamed(name)
}

// ParseEvent parses a line, which must be one JSON object and nothing else.
func ParseEvent(t *testing.T, line string) Event {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	var e Event
	if err := d.Decode(&e); err != nil {
		t.Fatalf("%q is no JSON object: %v", line, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("%q is more than one JSON object", line)
	}
	return e
}
