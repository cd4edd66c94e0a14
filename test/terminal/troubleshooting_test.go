package terminal

import (
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/program"
)

// document returns the lines of docs/troubleshooting.md.
func document(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../docs/troubleshooting.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
}

// pythonSockets is the beginning of every script of these tests: imports, a socket, and a listener that does not
// accept connections.
const pythonSockets = `
import json, pickle, socket, struct, sys
l = socket.socket()
l.bind(("127.0.0.1", 0))
l.listen()
s = socket.socket()
`

// checkListed checks that the document contains the line exactly as Python prints it.
func checkListed(t *testing.T, line string) {
	t.Helper()
	if !slices.Contains(document(t), line) {
		t.Errorf("docs/troubleshooting.md does not list this line:\n%s", line)
	}
}

func TestTheErrorsThatPythonPrintsAreInTheDocument(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ script, system string }{
		"refused": {`
a = l.getsockname()
l.close()
s.connect(a)`, ""},
		"timed out": {`
s.settimeout(0.1)
s.connect(l.getsockname())
s.recv(2048)`, ""},
		"timed out on the way": {`
l.listen(0)
held = []
while len(held) < 100:
    s = socket.socket()
    s.settimeout(0.2)
    s.connect(l.getsockname())
    held.append(s)`, "linux"},
		"timed out by the system": {`
l.listen(0)
held = []
while len(held) < 100:
    s = socket.socket()
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 500)
    s.connect(l.getsockname())
    held.append(s)`, "linux"},
		"an address of nobody here": {`
s.bind(("192.0.2.1", 0))`, ""}, // RFC 5737: an address for documentation; binding sends nothing
		"in use": {`
s.bind(l.getsockname())`, ""},
		"reset": {`
s.connect(l.getsockname())
c, _ = l.accept()
c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii" if sys.platform != "win32" else "hh", 1, 0))
c.close()
s.recv(2048)`, ""},
		"broken pipe": {`
s.connect(l.getsockname())
l.accept()[0].close()
while True:
    s.send(b"50,50")`, "linux"},
		"no name": {`
socket.getaddrinfo("192.168.1.23:5555", 5555, flags=socket.AI_NUMERICHOST) # no DNS query
`, "linux"},
		"glued":            {`x, y = "50,50100,100".split(",")`, ""},
		"too little":       {`x, y = "".split(",")`, ""},
		"no number":        {`int("")`, ""},
		"glued JSON":       {`json.loads('{"x": 1}{"x": 2}')`, ""},
		"no JSON":          {`json.loads("")`, ""},
		"a pickle as text": {`pickle.dumps((50, 50)).decode()`, ""},
		"half a character": {`"\u00e9".encode()[:1].decode()`, ""},
		"half a pickle":    {`pickle.loads(pickle.dumps("x" * 3000)[:2048])`, ""},
		"half a header":    {`struct.unpack(">I", b"ab")`, ""},
		"no pickle":        {`pickle.loads(b"")`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if c.system != "" && c.system != runtime.GOOS {
				t.Skip("it happens only on", c.system)
			}
			checkListed(t, program.LastLine(t, exec.Command(program.Python(t), "-c", pythonSockets+c.script)))
		})
	}
}

func TestWhatAFriendSeesOfAFullGameIsInTheDocument(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--players", "1")
	p.Connect().Echo("the only one")
	client := "import pickle, socket\npickle.loads(socket.create_connection(('127.0.0.1', " + strconv.Itoa(p.Port) + ")).recv(2048))"
	if line := program.LastLine(t, exec.Command(program.Python(t), "-c", client)); line != "EOFError: Ran out of input" {
		t.Errorf("Python printed %q", line)
	} else {
		checkListed(t, line)
	}
}
