package upstream

import (
	"bufio"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// hostInTheMiddle starts Porchlight as another process, which starts a server.
func hostInTheMiddle(t *testing.T, attributes *syscall.SysProcAttr, args ...string) (host *exec.Cmd, o *Output) {
	t.Helper()
	host = exec.Command(keeperForTest()[0], args...)
	host.Env = append(os.Environ(), roleVariable+"=host")
	host.SysProcAttr = attributes
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	o = NewOutput()
	read := make(chan struct{})
	go func() {
		defer close(read)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			o.Notice(lines.Text())
		}
	}()
	t.Cleanup(func() {
		_ = host.Process.Kill()
		<-read
		_ = host.Wait()
	})
	return host, o
}

func TestKillingPorchlightEndsItsServer(t *testing.T) {
	t.Parallel()
	host, o := hostInTheMiddle(t, nil, keeperForTest()[0], "as")
	server := address(t, o, "port ").String()
	c, err := net.Dial("tcp4", server)
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	if err := host.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the end of the server", func() bool {
		c, err := net.Dial("tcp4", server)
		if err == nil {
			_ = c.Close()
		}
		return err != nil
	})
}
