package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is a process of the desktop.
type process struct {
	cmd    *exec.Cmd
	output output
	ended  chan struct{}
}

// startProcess starts a process that ends with this one.
func startProcess(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, ended: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &p.output, &p.output
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.ended)
		_ = cmd.Wait() // ProcessState has the result
	}()
	return p, nil
}

// end terminates the process, kills it if it does not end, and waits for its end.
func (p *process) end() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // fails only if it has ended
	select {
	case <-p.ended:
		return
	case <-time.After(10 * time.Second):
	}
	_ = p.cmd.Process.Kill()
	<-p.ended
}

func (p *process) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// output records what a process writes. Any goroutine may use it.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(b)
}

// String returns everything written so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// tools are the commands that every desktop needs, each as "command:package" with its package in Debian.
var tools = []string{"Xvfb:xvfb", "openbox:openbox", "dbus-daemon:dbus-daemon", "xdotool:xdotool"}

// packages maps the commands of single methods to their packages in Debian.
var packages = map[string]string{
	"import": "imagemagick", "tesseract": "tesseract-ocr tesseract-ocr-eng", "xclip": "xclip", "zbarimg": "zbar-tools",
}

// CheckTools returns an error that names the first missing command that every desktop needs.
func CheckTools() error {
	for _, tool := range tools {
		name, pkg, _ := strings.Cut(tool, ":")
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("%s is missing: apt-get install %s", name, pkg)
		}
	}
	return nil
}

// run runs a command with an input, unless that is nil, and returns its standard output.
func run(env []string, input []byte, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	if input != nil {
		cmd.Stdin = bytes.NewReader(input)
	}
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	killer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }) // fails only if it has ended
	defer killer.Stop()
	err := cmd.Run()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, fmt.Errorf("%s is missing: apt-get install %s", name, packages[name])
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, err, stderr.Bytes())
	}
	return out.Bytes(), nil
}
