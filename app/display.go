package main

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// hasDisplay tells whether there is a display to open a window on. Windows and macOS always have
// one; elsewhere a Wayland or an X server must answer where the environment says that it is.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return answers(waylandSocket(os.Getenv)) || answers(xSocket(os.Getenv("DISPLAY")))
}

// waylandSocket is where the Wayland server listens, or "" (wl_display_connect(3)).
func waylandSocket(env func(string) string) (network, address string) {
	name := env("WAYLAND_DISPLAY")
	if name == "" {
		return "", ""
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(env("XDG_RUNTIME_DIR"), name)
	}
	return "unix", name
}

// xSocket is where the X server of a DISPLAY such as ":0", "unix:0.0" or "host:1" listens, or "" (X(7)).
func xSocket(display string) (network, address string) {
	i := strings.LastIndexByte(display, ':')
	if i < 0 {
		return "", ""
	}
	server, number := display[:i], display[i+1:]
	number, _, _ = strings.Cut(number, ".")
	if server == "" || server == "unix" {
		return "unix", "/tmp/.X11-unix/X" + number
	}
	if filepath.IsAbs(display) {
		return "unix", display // XQuartz
	}
	screen, err := strconv.Atoi(number)
	if err != nil {
		return "", ""
	}
	return "tcp", net.JoinHostPort(strings.Trim(server, "[]"), strconv.Itoa(6000+screen))
}

// answers tells whether something listens there.
func answers(network, address string) bool {
	if network == "" {
		return false
	}
	c, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return false
	}
	_ = c.Close() // it answered: that is all there was to know
	return true
}

// refusal is deferred: where a display does not let this account in, as after sudo, Fyne's window
// library panics, and that ends here. Every other panic goes on.
func refusal() {
	if r := recover(); r != nil && !isRefusal(r) {
		panic(r)
	}
}

func isRefusal(r any) bool {
	err, ok := r.(error)
	return ok && strings.HasPrefix(err.Error(), "NotInitialized:") // GLFW's own word
}
