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

// startProxy starts a proxy in front of the program. The end of the test stops it.
func (g *game) startProxy() *toxiproxy.Proxy {
	g.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	proxy := toxiproxy.NewProxy(server, "far", "127.0.0.1:0", g.program.Address().String())
	if err := proxy.Start(); err != nil {
		g.Fatal(err)
	}
	g.Cleanup(proxy.Stop)
	return proxy
}

// addToxic makes a proxy degrade the network in both directions. The name and the attributes are toxiproxy's.
func (g *game) addToxic(proxy *toxiproxy.Proxy, toxic, attributes string) {
	g.Helper()
	for _, stream := range []string{"upstream", "downstream"} {
		description := fmt.Sprintf(`{"type": %q, "stream": %q, "attributes": {%s}}`, toxic, stream, attributes)
		if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(description)); err != nil {
			g.Fatal(err)
		}
	}
}

// harmlessToxics degrade the network without losing a byte.
var harmlessToxics = [][2]string{
	{"latency", `"latency": 100, "jitter": 80`},                         // milliseconds
	{"bandwidth", `"rate": 60`},                                         // kilobytes a second
	{"slicer", `"average_size": 11, "size_variation": 10, "delay": 50`}, // bytes, microseconds
	{"slow_close", `"delay": 1000`},                                     // milliseconds
}

func TestOverABadNetworkEveryMessageArrivesWholeAndInOrder(t *testing.T) {
	for _, toxic := range harmlessToxics {
		t.Run(toxic[0], func(t *testing.T) {
			g := startGame(t, "Chat with 64-byte headers")
			far := g.startProxy()
			g.addToxic(far, toxic[0], toxic[1])
			c := &headless.RelayCheck{Framing: g.parseFraming("header:64"), Size: 300, Pause: 20 * time.Millisecond}
			for _, address := range []string{far.Listen, g.program.Address().String(), far.Listen, g.program.Address().String()} {
				c.Add(g.dialTo(address))
			}
			g.waitFor("seats", func() bool { return g.program.Count("joined") == 4 })
			c.Start()
			g.stopPlayers = c.Stop
			g.letPlay(5 * time.Second)
			g.checkNobodyLeft()
			g.checkGoodPlayers()
		})
	}
}

func TestOverABadNetworkEveryByteComesBack(t *testing.T) {
	for _, toxic := range harmlessToxics {
		t.Run(toxic[0], func(t *testing.T) {
			g := startGame(t, "Echo")
			far := g.startProxy()
			g.addToxic(far, toxic[0], toxic[1])
			e := &headless.EchoCheck{Size: 3000, Pause: 20 * time.Millisecond} // more than one read takes
			e.Start(g.dialTo(far.Listen), g.dialTo(far.Listen), g.dial())
			g.stopPlayers = e.Stop
			g.letPlay(5 * time.Second)
			g.checkNobodyLeft()
			g.checkGoodPlayers()
		})
	}
}

func TestAPlayerThatTheNetworkCutsOffIsEndedAndNobodyElseIs(t *testing.T) {
	for _, toxic := range [][2]string{
		{"reset_peer", `"timeout": 500`}, // milliseconds
		{"timeout", `"timeout": 500`},
	} {
		t.Run(toxic[0], func(t *testing.T) {
			g := startChat(t)
			far := g.startProxy()
			const cut = 20
			var players []net.Conn
			for range cut {
				conn := g.dialTo(far.Listen)
				g.send(conn, "\x00\x05hello\xff\xffhalf of")
				players = append(players, conn)
			}
			g.waitFor("the seats of the players to cut off", func() bool { return g.program.Count("joined") == g.good+cut })
			g.addToxic(far, toxic[0], toxic[1])
			g.waitFor("the end of the players that were cut off", func() bool { return g.program.Count("left") == cut })
			for _, conn := range players {
				for buf := make([]byte, 1<<16); ; {
					if _, err := conn.Read(buf); err != nil {
						if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
							t.Error("a player that was cut off is not notified of the end")
						}
						break
					}
				}
			}
			g.letPlay(time.Second)
			g.checkGoodPlayers()
		})
	}
}
