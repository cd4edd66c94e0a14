package host_test

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func init() { subprocesses["has no rights"] = hasNoRights }

// hasNoRights is a program of an account without rights. It hosts on the port of each line, on any
// when that fails, and writes what came of it.
func hasNoRights() int {
	const nobody = 65534
	if os.Geteuid() == 0 {
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			fmt.Fprintln(os.Stderr, "give up root's rights:", err)
			return 1
		}
	}
	var port int
	for {
		if n, _ := fmt.Scanln(&port); n == 0 {
			return 0
		}
		j := journal.New(journal.Options{})
		h := host.New(j)
		err := h.Start(host.Config{Addr: hosttest.Localhost, Port: port})
		fmt.Printf("%T: %v; records %d; on %t; ", err, err, j.Version(), h.Addr().IsValid())
		err = h.Start(host.Config{Addr: hosttest.Localhost})
		fmt.Printf("again: %v, on %t\n", err, h.Addr().IsValid())
		h.Stop()
	}
}

func TestAPortThatTheAccountMayNotUseIsNotAllowed(t *testing.T) {
	t.Parallel()
	const setting = "/proc/sys/net/ipv4/ip_unprivileged_port_start"
	text, err := os.ReadFile(setting)
	if err != nil {
		t.Fatal(err)
	}
	free, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if free < 2 {
		t.Fatalf("every account may use every port here (%s is %d), so this cannot be tested; run it where that is 1024", setting, free)
	}
	port := free - 1
	a := startSubprocess(t, "has no rights")
	a.writeLine(strconv.Itoa(port))
	want := fmt.Sprintf("*host.PortNotAllowedError: no right to listen on port %d; records 0; on false; again: <nil>, on true", port)
	if got := a.line(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
