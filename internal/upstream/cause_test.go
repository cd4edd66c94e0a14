package upstream

import (
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/need"
)

// takenPort listens on a port of 127.0.0.1 until the end of the test.
func takenPort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

// tools are what a test with servers in all languages needs.
func tools(t *testing.T) {
	t.Helper()
	need.Tools(t, "python3:python3", "node:nodejs", "java:default-jdk-headless")
}

func TestTheCauseOfAnEndIsFound(t *testing.T) {
	t.Parallel()
	tools(t)
	port := takenPort(t)
	for name, s := range map[string]struct {
		file, content string
		want          Cause // File is compared by whether it is the server's
	}{
		"python port": {"server.py", `import socket
HOST = "127.0.0.1"
s = socket.socket()
s.bind((HOST, PORT))`, Cause{Kind: PortTaken, Port: port, Line: 4, File: "yes"}},
		"python port in a variable": {"server.py", `import socket
PORT = 12345 - 12345 + int("PORT")
s = socket.socket()
s.bind(("127.0.0.1", PORT))`, Cause{Kind: PortTaken, Port: port, Line: 4, File: "yes"}},
		"python asyncio": {"server.py", `import asyncio
async def serve(r, w): pass
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", PORT)
asyncio.run(main())`, Cause{Kind: PortTaken, Port: port, Line: 4, File: "yes"}},
		"python socketserver": {"server.py", `import socketserver
class H(socketserver.BaseRequestHandler):
    pass
socketserver.ThreadingTCPServer(("127.0.0.1", PORT), H).serve_forever()`, Cause{Kind: PortTaken, Port: port, Line: 4, File: "yes"}},
		"python handled": {"server.py", `import socket, sys
try:
    socket.socket().bind(("127.0.0.1", PORT))
except OSError as e:
    print("Cannot listen:", e)`, Cause{Kind: PortTaken, Port: port}},
		"python chained": {"server.py", `import socket
try:
    socket.socket().bind(("127.0.0.1", PORT))
except OSError as e:
    raise RuntimeError("cannot serve") from e`, Cause{Kind: PortTaken, Port: port, Line: 5, File: "yes"}},
		"python address": {"server.py", `import socket
s = socket.socket()
s.bind(("192.0.2.1", 5555))`, Cause{Kind: AddressNotHere, Address: "192.0.2.1", Port: 5555, Line: 3, File: "yes"}},
		"python module": {"server.py", `import sys
import no_such_module_here`, Cause{Kind: ModuleMissing, Text: "no_such_module_here", Line: 2, File: "yes"}},
		"python syntax": {"server.py", `import socket
def serve(
x = 1`, Cause{Kind: SyntaxFault, Text: "SyntaxError: '(' was never closed", Line: 2, File: "yes"}},
		"python indentation": {"server.py", `def serve():
x = 1`, Cause{Kind: SyntaxFault, Text: "IndentationError: expected an indented block after function definition on line 1", Line: 2, File: "yes"}},
		"python fault": {"server.py", `import json
def parse(text):
    return json.loads(text)
parse("{")`, Cause{Kind: Fault, Text: "json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)", Line: 3, File: "yes"}},
		"python chained fault": {"server.py", `try:
    1 / 0
except ZeroDivisionError:
    int("x")`, Cause{Kind: Fault, Text: "ValueError: invalid literal for int() with base 10: 'x'", Line: 4, File: "yes"}},
		"python good end after a fault": {"server.py", `import traceback
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()`, Cause{}},
		"python exit": {"server.py", `import sys
sys.exit(3)`, Cause{}},
		"node port": {"server.js", `const net = require("net");
net.createServer().listen(PORT, "127.0.0.1");`, Cause{Kind: PortTaken, Port: port}},
		"node address":       {"server.js", `require("net").createServer().listen(5555, "192.0.2.1");`, Cause{Kind: AddressNotHere, Address: "192.0.2.1", Port: 5555}},
		"node module":        {"server.js", `const x = require("no-such-module-here");`, Cause{Kind: ModuleMissing, Text: "no-such-module-here", Line: 1, File: "yes"}},
		"node module of ESM": {"server.mjs", `import x from "no-such-module-here";`, Cause{Kind: ModuleMissing, Text: "no-such-module-here"}},
		"node syntax": {"server.js", `const a = 1;
const b = (;`, Cause{Kind: SyntaxFault, Text: "SyntaxError: Unexpected token ';'", Line: 2, File: "yes"}},
		"node syntax of ESM": {"server.mjs", `const a = 1;
const b = (;`, Cause{Kind: SyntaxFault, Text: "SyntaxError: Unexpected token ';'", Line: 2, File: "yes"}},
		"node fault": {"server.js", `function f(x) {
  return x.y.z;
}
f({});`, Cause{Kind: Fault, Text: "TypeError: Cannot read properties of undefined (reading 'z')", Line: 2, File: "yes"}},
		"node fault of JSON": {"server.js", `function f(x) {
  return JSON.parse(x);
}
f("{");`, Cause{Kind: Fault, Text: "SyntaxError: Expected property name or '}' in JSON at position 1", Line: 2, File: "yes"}},
		"node rejection": {"server.mjs", `async function f() { throw new Error("boom"); }
await f();`, Cause{Kind: Fault, Text: "Error: boom", Line: 1, File: "yes"}},
		"node thrown text": {"server.js", `
throw "boom";`, Cause{Kind: Fault, Text: "boom", Line: 2, File: "yes"}},
		"java port": {"Server.java", `import java.net.*;
public class Server { public static void main(String[] a) throws Exception {
  new ServerSocket(PORT, 5, InetAddress.getByName("127.0.0.1"));
}}`, Cause{Kind: PortTaken, Port: port, Line: 3, File: "yes"}},
		"java address": {"Server.java", `import java.net.*;
public class Server { public static void main(String[] a) throws Exception {
  new ServerSocket(5555, 5, InetAddress.getByName("192.0.2.1"));
}}`, Cause{Kind: AddressNotHere, Address: "192.0.2.1", Port: 5555, Line: 3, File: "yes"}},
		"java syntax": {"Server.java", `public class Server { public static void main(String[] a) {
  int x = 1
}}`, Cause{Kind: SyntaxFault, Text: "';' expected", Line: 2, File: "yes"}},
		"java module": {"Server.java", `import com.example.nothing.Thing;
public class Server { public static void main(String[] a) { } }`, Cause{Kind: ModuleMissing, Text: "com.example.nothing", Line: 1, File: "yes"}},
		"java fault": {"Server.java", `public class Server {
  static int f(String s) {
    return Integer.parseInt(s);
  }
  public static void main(String[] a) {
    try { f("x"); } catch (NumberFormatException e) { throw new IllegalStateException("bad", e); }
}}`, Cause{Kind: Fault, Text: `java.lang.NumberFormatException: For input string: "x"`, Line: 3, File: "yes"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := strings.ReplaceAll(s.content, "PORT = 12345 - 12345 + int(\"PORT\")", fmt.Sprintf("PORT = %d", port))
			if !strings.Contains(s.content, "PORT = ") {
				content = strings.ReplaceAll(content, "PORT", strconv.Itoa(port))
			}
			p, _ := startFile(t, s.file, content)
			waitForEnd(t, p)
			got := p.Cause()
			file := filepath.Join(p.command.Folder, s.file)
			if s.want.File != "" {
				s.want.File = file
			}
			if s.want.Kind == PortTaken || s.want.Kind == AddressNotHere {
				got.Text = "" // the system's
			}
			if strings.Contains(got.Text, s.want.Text) && got.Kind == ModuleMissing || strings.HasPrefix(got.Text, s.want.Text) && s.want.Text != "" {
				got.Text = s.want.Text
			}
			if got != s.want {
				t.Errorf("the cause is %+v, want %+v", got, s.want)
			}
		})
	}
}
