package main

import (
	"net"
	"path/filepath"
	"runtime"
	"testing"
)

func TestTheXSocketFollowsTheDisplay(t *testing.T) {
	for _, c := range []struct{ display, network, address string }{
		{":0", "unix", "/tmp/.X11-unix/X0"},
		{":1.0", "unix", "/tmp/.X11-unix/X1"},
		{":12", "unix", "/tmp/.X11-unix/X12"},
		{"unix:0", "unix", "/tmp/.X11-unix/X0"},
		{"unix:0.1", "unix", "/tmp/.X11-unix/X0"},
		{"host:1", "tcp", "host:6001"},
		{"192.168.1.9:10.0", "tcp", "192.168.1.9:6010"},
		{"localhost:10.0", "tcp", "localhost:6010"}, // ssh -X
		{"[fe80::1]:0", "tcp", "[fe80::1]:6000"},
		{"::1:0", "tcp", "[::1]:6000"},
		{"/private/tmp/com.apple.launchd.x/org.xquartz:0", "unix", "/private/tmp/com.apple.launchd.x/org.xquartz:0"},
		{"", "", ""},
		{"nonsense", "", ""},
		{"host:", "", ""},
		{"host:x", "", ""},
	} {
		if runtime.GOOS == "windows" && c.display[:min(1, len(c.display))] == "/" {
			continue // on Windows no X server has a file name
		}
		if network, address := xSocket(c.display); network != c.network || address != c.address {
			t.Errorf("DISPLAY=%s is looked for at %s %s, want %s %s", c.display, network, address, c.network, c.address)
		}
	}
}

func TestTheWaylandSocketFollowsTheEnvironment(t *testing.T) {
	absolute, err := filepath.Abs("wayland-7")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ display, runtime, network, address string }{
		{"wayland-0", "/run/user/1000", "unix", filepath.Join("/run/user/1000", "wayland-0")},
		{absolute, "/run/user/1000", "unix", absolute},
		{absolute, "", "unix", absolute},
		{"", "/run/user/1000", "", ""},
		{"", "", "", ""},
	} {
		env := map[string]string{"WAYLAND_DISPLAY": c.display, "XDG_RUNTIME_DIR": c.runtime}
		network, address := waylandSocket(func(name string) string { return env[name] })
		if network != c.network || address != c.address {
			t.Errorf("WAYLAND_DISPLAY=%s is looked for at %s %s, want %s %s", c.display, network, address, c.network, c.address)
		}
	}
}

func TestADisplayMustAnswer(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if !answers("tcp", address) {
		t.Error("what listens does not answer")
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if answers("tcp", address) {
		t.Error("what does not listen answers")
	}
	if answers("unix", filepath.Join(t.TempDir(), "X0")) || answers("", "") {
		t.Error("what is not there answers")
	}
}
