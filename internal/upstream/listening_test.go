package upstream

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"testing"
	"time"

	"porchlight/test/need"
)

// waitForListening waits until a server listens on some addresses.
func waitForListening(t *testing.T, p *Program, want ...netip.AddrPort) {
	t.Helper()
	var got []netip.AddrPort
	defer func() {
		if t.Failed() {
			t.Logf("it listens on %v, want %v", got, want)
		}
	}()
	waitFor(t, "listening", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), timeout)
		defer cancel()
		got = p.Listening(ctx)
		return slices.Equal(got, want)
	})
}

// address returns a port of 127.0.0.1 from the line that says it.
func address(t *testing.T, o *Output, prefix string) netip.AddrPort {
	t.Helper()
	var port uint16
	if _, err := fmt.Sscan(waitForLine(t, o, prefix), &port); err != nil {
		t.Fatal(err)
	}
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
}

func TestListeningFindsThePortOfTheServer(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForListening(t, p, address(t, o, "port "))
	p.Stop()
	if got := p.Listening(t.Context()); got != nil {
		t.Errorf("it listens on %v after its end", got)
	}
}

func TestListeningFindsThePortOfAChild(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "grandchild")
	waitForListening(t, p, address(t, o, "port "))
}

func TestListeningFindsServersOfEachLanguageOnce(t *testing.T) {
	t.Parallel()
	tools(t)
	for name, s := range map[string]struct{ file, content string }{
		"threads": {"server.py", `import socket, threading
s = socket.create_server(("127.0.0.1", 0))
print("port", s.getsockname()[1])
def serve(c):
    with c:
        while data := c.recv(1000):
            c.sendall(data)
while True:
    c, _ = s.accept()
    threading.Thread(target=serve, args=(c,), daemon=True).start()
`},
		"select": {"server.py", `import select, socket
s = socket.create_server(("127.0.0.1", 0))
print("port", s.getsockname()[1])
all = [s]
while True:
    for ready in select.select(all, [], [])[0]:
        if ready is s:
            all.append(s.accept()[0])
        elif data := ready.recv(1000):
            ready.sendall(data)
        else:
            all.remove(ready)
            ready.close()
`},
		"asyncio": {"server.py", `import asyncio
async def serve(reader, writer):
    while data := await reader.read(1000):
        writer.write(data)
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1])
    await server.serve_forever()
asyncio.run(main())
`},
		"processes": {"server.py", `import os, socket, time
s = socket.create_server(("127.0.0.1", 0))
for _ in range(3):
    if os.fork() == 0:
        time.sleep(1000)
print("port", s.getsockname()[1])
time.sleep(1000)
`},
		"node": {"server.js", `const net = require("net");
const s = net.createServer(c => c.pipe(c));
s.listen(0, "127.0.0.1", () => console.log("port", s.address().port));
`},
		"java": {"Server.java", `import java.net.*;
public class Server { public static void main(String[] a) throws Exception {
  ServerSocket s = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  System.out.println("port " + s.getLocalPort());
  while (true) { Socket c = s.accept(); new Thread(() -> { try { c.getInputStream().transferTo(c.getOutputStream()); } catch (Exception e) { } }).start(); }
}}
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, o := startFile(t, s.file, s.content)
			want := address(t, o, "port ")
			ctx, cancel := context.WithTimeout(t.Context(), timeout)
			defer cancel()
			got := p.Listening(ctx)
			if len(got) == 1 && got[0].Addr().Is4In6() { // Java's
				got[0] = netip.AddrPortFrom(got[0].Addr().Unmap(), got[0].Port())
			}
			if !slices.Equal(got, []netip.AddrPort{want}) {
				t.Errorf("it listens on %v, want %v", got, want)
			}
			if c := p.Cause(); c != (Cause{}) {
				t.Errorf("the cause is %+v, but it runs", c)
			}
		})
	}
}

func TestAddressesAreInTheOrderOfTheirFirstSight(t *testing.T) {
	t.Parallel()
	need.Tools(t, "python3:python3")
	p, o := startFile(t, "server.py", `import os, socket, time
go = os.path.join(os.path.dirname(os.path.abspath(__file__)), "go")
low = 0
while not low: # a lower port for later
    a, b = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
    high, low = max(a.getsockname()[1], b.getsockname()[1]), min(a.getsockname()[1], b.getsockname()[1])
    (a if a.getsockname()[1] == low else b).close()
print("port", high)
while not os.path.exists(go):
    time.sleep(0.01)
c = socket.create_server(("127.0.0.1", low))
print("second", low)
time.sleep(1000)
`)
	first := address(t, o, "port ")
	waitForListening(t, p, first)
	writeInto(t, p.command.Folder, "go", "")
	waitForListening(t, p, first, address(t, o, "second "))
}

func TestListeningEndsWithItsContext(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForLine(t, o, "port ")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	for range 100 {
		p.Listening(ctx)
	}
	if took := time.Since(began); took > slack {
		t.Errorf("it took %v", took)
	}
}
