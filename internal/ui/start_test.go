package ui

import "testing"

func TestTheAddressIsShownBeforeStartAndIsWhatCopyCopies(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	p.sees("Not hosting.")
	p.press("Copy")
	if got := p.clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	p.sees("Copied 192.168.1.23:5555")
}
