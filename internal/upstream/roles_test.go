package upstream

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"
)

// hostUntilKilled is Porchlight: it starts a server, Python's if its file ends in .py, prints its process ID and lives
// until it is killed.
func hostUntilKilled(args []string) int {
	_ = os.Unsetenv(roleVariable)
	o := NewOutput()
	p, err := Start(Command{Args: args, Env: []string{roleVariable + "=listen"}}, Options{Keeper: keeperForTest(), Output: o})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("server", p.PID())
	var from uint64
	for {
		lines, next := o.Lines(from, 100)
		from = next
		for _, l := range lines {
			fmt.Println(l.Text)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// listenAndServe is a server: it listens on any port of 127.0.0.1, prints the port and goes on until it is killed.
func listenAndServe(args []string) int {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("port", l.Addr().(*net.TCPAddr).Port, strings.Join(args, " "))
	for {
		c, err := l.Accept()
		if err != nil {
			return 1
		}
		go func() {
			defer c.Close()
			line, _ := bufio.NewReader(c).ReadString('\n')
			_, _ = c.Write([]byte(line))
		}()
	}
}

// startGrandchild is a server whose child listens.
func startGrandchild([]string) int {
	cmd := exec.Command(os.Args[0], "child")
	cmd.Env = append(os.Environ(), roleVariable+"=listen")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("child", cmd.Process.Pid)
	_ = cmd.Wait()
	time.Sleep(time.Hour)
	return 0
}

// failAtOnce is a server that ends with status 7.
func failAtOnce([]string) int {
	fmt.Println("out")
	fmt.Fprintln(os.Stderr, "err")
	return 7
}

// flood is a server that prints 100 MB, and how long that took.
func flood([]string) int {
	line := []byte(strings.Repeat("x", 99) + "\n")
	began := time.Now()
	w := bufio.NewWriterSize(os.Stdout, 100*len(line))
	for range 1_000_000 {
		_, _ = w.Write(line)
	}
	_ = w.Flush()
	fmt.Println("took", time.Since(began).Round(time.Millisecond))
	return 0
}
