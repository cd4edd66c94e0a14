package faults

import (
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"

	"porchlight/test/headless"
)

// through puts a proxy before the program. The end of the test takes it away.
func (s *scene) through() *toxiproxy.Proxy {
	s.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	proxy := toxiproxy.NewProxy(server, "far", "127.0.0.1:0", s.program.Address().String())
	if err := proxy.Start(); err != nil {
		s.Fatal(err)
	}
	s.Cleanup(proxy.Stop)
	return proxy
}

// spoil has a proxy do something bad in both directions, in toxiproxy's words.
func (s *scene) spoil(proxy *toxiproxy.Proxy, toxic, attributes string) {
	s.Helper()
	for _, way := range []string{"upstream", "downstream"} {
		description := fmt.Sprintf(`{"type": %q, "stream": %q, "attributes": {%s}}`, toxic, way, attributes)
		if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(description)); err != nil {
			s.Fatal(err)
		}
	}
}

// bearable are networks that are bad and lose nothing.
var bearable = [][2]string{
	{"latency", `"latency": 100, "jitter": 80`},                         // milliseconds
	{"bandwidth", `"rate": 60`},                                         // kilobytes a second
	{"slicer", `"average_size": 11, "size_variation": 10, "delay": 50`}, // bytes, microseconds
	{"slow_close", `"delay": 1000`},                                     // milliseconds
}

func TestOverABadNetworkEveryMessageArrivesWholeAndInOrder(t *testing.T) {
	for _, toxic := range bearable {
		t.Run(toxic[0], func(t *testing.T) {
			s := open(t, "Chat with 64-byte headers")
			far := s.through()
			s.spoil(far, toxic[0], toxic[1])
			c := &headless.Circle{Framing: s.framing("header:64"), Size: 300, Pause: 20 * time.Millisecond}
			for _, address := range []string{far.Listen, s.program.Address().String(), far.Listen, s.program.Address().String()} {
				c.Join(s.dialTo(address))
			}
			s.awaits("seats", func() bool { return s.program.Count("joined") == 4 })
			c.Begin()
			s.end = c.End
			s.playOn(5 * time.Second)
			s.stays()
			s.allWell()
		})
	}
}

func TestOverABadNetworkEveryByteComesBack(t *testing.T) {
	for _, toxic := range bearable {
		t.Run(toxic[0], func(t *testing.T) {
			s := open(t, "Echo")
			far := s.through()
			s.spoil(far, toxic[0], toxic[1])
			e := &headless.Echoers{Size: 3000, Pause: 20 * time.Millisecond} // more than a read takes
			e.Begin(s.dialTo(far.Listen), s.dialTo(far.Listen), s.dial())
			s.end = e.End
			s.playOn(5 * time.Second)
			s.stays()
			s.allWell()
		})
	}
}

func TestWhomTheNetworkCutsOffIsEndedAndNobodyElseIs(t *testing.T) {
	for _, toxic := range [][2]string{
		{"reset_peer", `"timeout": 500`}, // milliseconds
		{"timeout", `"timeout": 500`},
	} {
		t.Run(toxic[0], func(t *testing.T) {
			s := chat(t)
			far := s.through()
			const cut = 20
			var unlucky []net.Conn
			for range cut {
				conn := s.dialTo(far.Listen)
				s.says(conn, "\x00\x05hello\xff\xffhalf of")
				unlucky = append(unlucky, conn)
			}
			s.awaits("their seats", func() bool { return s.program.Count("joined") == s.good+cut })
			s.spoil(far, toxic[0], toxic[1])
			s.awaits("their ends", func() bool { return s.program.Count("left") == cut })
			for _, conn := range unlucky {
				for buf := make([]byte, 1<<16); ; {
					if _, err := conn.Read(buf); err != nil {
						if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
							t.Error("the unlucky one hears nothing of its end")
						}
						break
					}
				}
			}
			s.playOn(time.Second)
			s.allWell()
		})
	}
}
