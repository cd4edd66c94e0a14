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

// hasDisplay reports whether there is a display for a window. Windows and macOS always have one; on other systems the
// Wayland or X server in the environment must answer.
func hasDisplay() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return answers(waylandSocket(os.Getenv)) || answers(xSocket(os.Getenv("DISPLAY")))
}

// waylandSocket returns the address of the Wayland server, or "" (wl_display_connect(3)).
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

// xSocket returns the address of the X server of a DISPLAY such as ":0", "unix:0.0" or "host:1", or "" (X(7)).
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

// answers reports whether an address accepts a connection.
func answers(network, address string) bool {
	if network == "" {
		return false
	}
	c, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return false
	}
	_ = c.Close() // only the answer matters
	return true
}

// refusal is deferred. It recovers from the panic of Fyne's window library when the display rejects this account, as after
// sudo. Other panics continue.
func refusal() {
	if r := recover(); r != nil && !isRefusal(r) {
		panic(r)
	}
}

// isRefusal reports whether a panic's value is the rejection by a display.
func isRefusal(r any) bool {
	err, ok := r.(error)
	return ok && strings.HasPrefix(err.Error(), "NotInitialized:") // GLFW's error
}
