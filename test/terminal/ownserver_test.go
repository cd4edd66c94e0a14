package terminal

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/need"
	"porchlight/test/program"
)

// ownServer copies a server of test/servers into a new folder, with a port of its own in place of 5555, and returns its path
// and that port.
func ownServer(t *testing.T, name string) (path string, port int) {
	t.Helper()
	port = program.FreePort(t)
	content, err := os.ReadFile(filepath.Join("..", "servers", name))
	if err != nil {
		t.Fatal(err)
	}
	return writeServer(t, name, strings.Replace(string(content), "5555", strconv.Itoa(port), 1)), port
}

// writeServer writes a server into a new folder and returns its path.
func writeServer(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// troubles returns the details of the events trouble so far.
func troubles(p *program.Program) (all []string) {
	for _, e := range p.EventsNamed("trouble") {
		all = append(all, fmt.Sprint(e["detail"]))
	}
	return all
}

// waitForTrouble waits for an event trouble that contains all of the words.
func waitForTrouble(p *program.Program, words ...string) {
	p.WaitFor("trouble with "+strings.Join(words, ", "), func() bool {
		for _, detail := range troubles(p) {
			found := 0
			for _, w := range words {
				if strings.Contains(detail, w) {
					found++
				}
			}
			if found == len(words) {
				return true
			}
		}
		return false
	})
}

func TestServersOfBeginnersArePlayedUnmodified(t *testing.T) {
	t.Parallel()
	for name, tool := range map[string]string{
		"threads.py": "python3", "selects.py": "python3", "async.py": "python3", "events.js": "node", "Threads.java": "java",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			need.Tools(t, tool)
			path, _ := ownServer(t, name)
			p := program.Host(t, builtPath, "--run", path)
			a, b := p.Connect(), p.Connect()
			for _, c := range []*program.Client{a, b} {
				c.Receive("welcome")
				c.Send("hello", false)
				c.Receive("HELLO")
			}
			a.Send("bye", false)
			a.WaitForEnd() // the server ends this player
			_ = a.Close()
			p.WaitForEvents("left", 1) // before the other one leaves
			b.Send("still here", false)
			b.Receive("STILL HERE")
			_ = b.Close()
			left := p.WaitForEvents("left", 2)
			if left[0]["reason"] != "server closed" || left[1]["reason"] != "left" {
				t.Errorf("they left as %v and %v", left[0], left[1])
			}
			p.Stop()
		})
	}
}

func TestWhatAServerPrintsIsPrinted(t *testing.T) {
	t.Parallel()
	path, _ := ownServer(t, "threads.py")
	p := program.Host(t, builtPath, "--run", path)
	c := p.Connect()
	c.Receive("welcome")
	c.Send("abc", false)
	c.Receive("ABC")
	p.WaitFor("its lines", func() bool {
		var texts []string
		for _, e := range p.EventsNamed("server") {
			texts = append(texts, fmt.Sprint(e["stream"], " ", e["text"]))
		}
		all := strings.Join(texts, "\n")
		return strings.Contains(all, "stdout Server started") && strings.Contains(all, "stdout received: abc")
	})
}

func TestACrashIsToldWithItsLineAndTheServerIsStartedAgain(t *testing.T) {
	t.Parallel()
	path, _ := ownServer(t, "threads.py")
	p := program.Host(t, builtPath, "--run", path, "--restart")
	for range 2 {
		c := p.Connect()
		c.Receive("welcome")
		c.Send("crash", false)
		c.ReceiveEnd() // goodbye
	}
	waitForTrouble(p, "your server does not run any more", "status 1", "division by zero", "threads.py, line 23")
	c := p.Connect()
	c.Receive("welcome")
	p.Stop()
}

func TestWithoutRestartHostingGoesOnAndTellsPlayersGoodbye(t *testing.T) {
	t.Parallel()
	path, _ := ownServer(t, "threads.py")
	p := program.Host(t, builtPath, "--run", path)
	c := p.Connect()
	c.Receive("welcome")
	c.Send("crash", false)
	c.ReceiveEnd()
	waitForTrouble(p, "division by zero")
	late := p.Connect()
	late.ReceiveEnd()
	p.WaitFor("why it left", func() bool {
		for _, e := range p.EventsNamed("left") {
			if e["address"] == late.Address() {
				return e["reason"] == "no server"
			}
		}
		return false
	})
	p.Stop()
}

func TestAServerOnThePortOfItsFriendsIsToldWithTheLineToChange(t *testing.T) {
	t.Parallel()
	path, port := ownServer(t, "threads.py")
	p := program.Start(t, builtPath, "--headless", "--bind", "127.0.0.1", "--port", strconv.Itoa(port), "--run", path)
	p.WaitForExit(1)
	p.CheckErrorLine(fmt.Sprintf("your server uses port %d itself", port), "--port ", "line 10 of threads.py", fmt.Sprintf("PORT = %d", port))
}

func TestAnAddressThatThisComputerDoesNotHaveIsTold(t *testing.T) {
	t.Parallel()
	path := writeServer(t, "server.py", "import socket\ns = socket.socket()\ns.bind(('192.0.2.77', 7777))\ns.listen()\n")
	p := program.Host(t, builtPath, "--run", path)
	waitForTrouble(p, "the address 192.0.2.77, which this computer does not have", "line 3", "0.0.0.0 always works")
	p.Stop()
}

func TestAnUnreachableServerIsTold(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--forward", fmt.Sprintf("127.0.0.1:%d", program.FreePort(t)))
	p.Connect().ReceiveEnd()
	waitForTrouble(p, "connection refused")
}

func TestACommandOfAGameFileRunsNothingWithoutConsent(t *testing.T) {
	t.Parallel()
	marker := filepath.Join(t.TempDir(), "it ran")
	script := writeServer(t, "server.py", fmt.Sprintf("open(%q, 'w').close()\n", marker))
	file := gameFile(t, fmt.Sprintf("rule = 'forward'\ncommand = ['python3', %q]\n", script))
	p := program.Start(t, builtPath, "--headless", "--bind", "127.0.0.1", "--port", "0", "--game", file)
	p.WaitForExit(1)
	p.CheckErrorLine("starts a program", "python3", script, "--allow-command")
	if _, err := os.Stat(marker); err == nil {
		t.Error("it ran")
	}
	p = program.Host(t, builtPath, "--game", file, "--allow-command")
	p.WaitFor("the server", func() bool {
		_, err := os.Stat(marker)
		return err == nil
	})
	p.Stop()
}

func TestAFileThatIsNoServerIsRefusedInOneSentence(t *testing.T) {
	t.Parallel()
	for name, words := range map[string][]string{
		"missing.py": {"there is no such file"}, "notes.txt": {"it is no program"}, "server.c": {"must be compiled first"}, "": {"it is a folder"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if name != "" && name != "missing.py" {
			path = writeServer(t, name, "x")
		}
		p := program.Start(t, builtPath, "--headless", "--run", path)
		p.WaitForExit(2)
		p.CheckErrorLine(words...)
	}
	p := program.Start(t, builtPath, "--headless", "--forward", "5556")
	p.WaitForExit(2)
	p.CheckErrorLine("127.0.0.1:5556")
}

func TestFiveHundredPlayersPlayThroughOneServer(t *testing.T) {
	t.Parallel()
	path, _ := ownServer(t, "async.py")
	p := program.Host(t, builtPath, "--run", path, "--per-address", "0", "--connections-per-second", "0", "--quiet")
	clients := make([]*program.Client, 500)
	for i := range clients {
		clients[i] = p.Connect()
	}
	for i, c := range clients {
		c.Receive("welcome")
		c.Send(fmt.Sprint("player ", i), false)
	}
	for i, c := range clients {
		c.Receive(fmt.Sprint("PLAYER ", i))
	}
	p.Stop()
}

// The header is as haproxy's proxy-protocol.txt gives it: a signature of 12 bytes, 0x21 for PROXY of version 2, 0x11 for TCP
// over IPv4, the length 12, and both addresses with their ports.
func TestAServerThatWantsItLearnsEachPlayersAddress(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	script := writeServer(t, "server.py", fmt.Sprintf(`import socket
s = socket.socket()
s.bind(("127.0.0.1", %d))
s.listen()
while True:
    c, _ = s.accept()
    head = b""
    while len(head) < 28:
        head += c.recv(28 - len(head))
    ip = ".".join(str(b) for b in head[16:20])
    port = int.from_bytes(head[24:26], "big")
    c.sendall(f"{head[:16].hex()} {ip}:{port} ".encode())
    c.close()
`, port))
	file := gameFile(t, fmt.Sprintf("rule = 'forward'\ncommand = ['python3', %q]\nproxy_protocol = true\n", script))
	p := program.Host(t, builtPath, "--game", file, "--allow-command")
	c := p.Connect()
	c.Receive("0d0a0d0a000d0a515549540a2111000c " + c.Address() + " ")
}

func TestAServerEndsWithTheProgramThatIsKilled(t *testing.T) {
	t.Parallel()
	path, port := ownServer(t, "threads.py")
	p := program.Host(t, builtPath, "--run", path)
	p.Connect().Receive("welcome")
	if err := p.Cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	program.WaitFor(t, "the server's end", func() bool {
		c, err := program.Dial(port)
		if err != nil {
			return true
		}
		_ = c.Close()
		time.Sleep(20 * time.Millisecond)
		return false
	})
}
