package upstream

import "testing"

func TestTheLineWithThePortIsFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, content string
		line                int
		text                string
	}{
		{"bind", "server.py", `import socket
# my server, on port 5555
"""
Listens on port 5555.
"""
s = socket.socket()
s.bind(("127.0.0.1", 5555))  # 5555, as in the book
s.listen(5)`, 7, `s.bind(("127.0.0.1", 5555))  # 5555, as in the book`},
		{"a constant", "server.py", `TIMEOUT = 5555
HOST = "127.0.0.1"
PORT = 5555
s.bind((HOST, PORT))`, 3, "PORT = 5555"},
		{"bind before a constant", "server.py", `DEFAULT_PORT = 5555
s.bind(("", 5555))`, 2, `s.bind(("", 5555))`},
		{"not part of a number", "server.py", `x = 55555
y = 0.5555
z = 5555.25
name5555 = 1
a = 5555_0
PORT=5555`, 6, "PORT=5555"},
		{"a number sign in a text", "server.py", `s = "#" ; port = 5555`, 1, `s = "#" ; port = 5555`},
		{"text in triple quotes", "server.py", `config = """
port: 5555
"""`, 2, "port: 5555"},
		{"only in comments", "server.py", `# 5555
x = 1  # 5555
'''5555'''`, 0, ""},
		{"argparse", "server.py", `parser.add_argument("--port", type=int, default=5555)`, 1, `parser.add_argument("--port", type=int, default=5555)`},
		{"asyncio", "server.py", `n = 5555
server = await asyncio.start_server(handle, '127.0.0.1', 5555)`, 2, `server = await asyncio.start_server(handle, '127.0.0.1', 5555)`},
		{"node", "server.js", `// port 5555
/* listen(5555)
   listen(5555) */
const url = "http://localhost"; // 5555
server.listen(5555, () => console.log("on 5555"));`, 5, `server.listen(5555, () => console.log("on 5555"));`},
		{"java", "Server.java", `/** Port 5555. */
class Server {
  int backlog = 5555;
  ServerSocket s = new ServerSocket(5555);
}`, 4, "ServerSocket s = new ServerSocket(5555);"},
		{"an address in a text", "server.go", `l, err := net.Listen("tcp", ":5555")`, 1, `l, err := net.Listen("tcp", ":5555")`},
		{"carriage returns", "server.py", "x = 1\r\nport = 5555\r\n", 2, "port = 5555"},
		{"an unfinished quote", "server.py", "don't\nport = 5555", 2, "port = 5555"},
		{"nothing", "server.py", "x = 1", 0, ""},
		{"what moves a cursor", "server.py", "port = 5555 \x1b[2J", 1, `port = 5555 \x1b[2J`},
	} {
		t.Run(c.name, func(t *testing.T) {
			line, text, ok := PortLine(writeFile(t, c.file, c.content), 5555)
			if line != c.line || text != c.text || ok != (c.line > 0) {
				t.Errorf("found is %d, %q, %t; want %d, %q", line, text, ok, c.line, c.text)
			}
		})
	}
	for _, file := range []string{"", t.TempDir(), "/dev/zero", "none.py"} {
		if line, _, ok := PortLine(file, 5555); ok {
			t.Errorf("%q has the port in line %d", file, line)
		}
	}
}

func TestTheLineWithTheAddressIsFound(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "server.py", `# 192.0.2.1
x = "192.0.2.10"
HOST = "192.0.2.1"
y = "192.0.2.1"`)
	if line, text, ok := AddressLine(file, "192.0.2.1"); line != 3 || text != `HOST = "192.0.2.1"` || !ok {
		t.Errorf("found is %d, %q, %t", line, text, ok)
	}
}
