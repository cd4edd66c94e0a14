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

// process is one that the desktop started and ends, by its own id.
type process struct {
	cmd    *exec.Cmd
	output output
	ended  chan struct{}
}

// begin starts a process that does not outlive this one.
func begin(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, ended: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = &p.output, &p.output
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.ended)
		_ = cmd.Wait() // ProcessState has how it ended
	}()
	return p, nil
}

// end asks the process to end, makes it where it does not, and waits.
func (p *process) end() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // fails only when it has ended
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

// output keeps what a process writes.
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

// String is everything written so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// tools are the programs that every desktop needs, with the package that has them in Debian.
var tools = []string{"Xvfb:xvfb", "openbox:openbox", "dbus-daemon:dbus-daemon", "xdotool:xdotool"}

// packages are the Debian packages of what single methods use.
var packages = map[string]string{
	"import": "imagemagick", "tesseract": "tesseract-ocr tesseract-ocr-eng", "xclip": "xclip", "zbarimg": "zbar-tools",
}

// CheckTools returns an error that names what is missing of what every desktop needs.
func CheckTools() error {
	for _, tool := range tools {
		name, pkg, _ := strings.Cut(tool, ":")
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("%s is missing: apt-get install %s", name, pkg)
		}
	}
	return nil
}

// run runs a command to its end, with input where that is not nil, and returns its standard output.
func run(env []string, input []byte, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	if input != nil {
		cmd.Stdin = bytes.NewReader(input)
	}
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	overtime := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }) // fails only when it has ended
	defer overtime.Stop()
	err := cmd.Run()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, fmt.Errorf("%s is missing: apt-get install %s", name, packages[name])
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, err, wrong.Bytes())
	}
	return out.Bytes(), nil
}
