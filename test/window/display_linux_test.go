package window

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// startWith starts the program without the flag --headless. The variables replace those that name a display in the
// environment.
func startWith(t *testing.T, display ...string) *program.Program {
	t.Helper()
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, ".cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(built.Inspect.Path(t), "--bind", "127.0.0.1", "--port", "0")
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); name != "DISPLAY" && name != "WAYLAND_DISPLAY" && name != "XAUTHORITY" {
			cmd.Env = append(cmd.Env, e)
		}
	}
	cmd.Env = append(append(cmd.Env, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="), display...)
	return program.Launch(t, cmd)
}

// checkHostsInTerminal checks that the program has named the reason and hosts without a window.
func checkHostsInTerminal(t *testing.T, p *program.Program, reason string) {
	t.Helper()
	p.WaitForPlainPort()
	p.Connect().Echo("in")
	if stderr := p.Stderr.String(); !strings.Contains(stderr, reason) || strings.Contains(stderr, "goroutine ") {
		t.Errorf("standard error has %q, want %q and no panic", stderr, reason)
	}
	p.Stop()
}

func TestWithoutADisplayItSaysSoAndHostsInTheTerminal(t *testing.T) {
	for name, env := range map[string][]string{
		"none":         nil,
		"empty":        {"DISPLAY=", "WAYLAND_DISPLAY="},
		"X not there":  {"DISPLAY=:7654"},
		"no display":   {"DISPLAY=nonsense"},
		"Wayland gone": {"WAYLAND_DISPLAY=wayland-7654", "XDG_RUNTIME_DIR=" + t.TempDir()},
	} {
		t.Run(name, func(t *testing.T) {
			p := startWith(t, env...)
			checkHostsInTerminal(t, p, "there is no display")
			p.CheckErrorLine("no display", "in the terminal")
		})
	}
}

func TestWithoutOpenGLItSaysSoAndHostsInTheTerminal(t *testing.T) {
	t.Parallel()
	checkUnusableDisplay(t, "-extension", "GLX")
}

func TestWithoutAccessToTheDisplayItSaysSoAndHostsInTheTerminal(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "authority")
	// An Xauthority file with one MIT-MAGIC-COOKIE-1 for any display: family, address, display, name, data.
	cookie := "\xff\xff\x00\x00\x00\x00\x00\x12MIT-MAGIC-COOKIE-1\x00\x10porchlight-tests"
	if err := os.WriteFile(secret, []byte(cookie), 0o600); err != nil {
		t.Fatal(err)
	}
	checkUnusableDisplay(t, "-auth", secret)
}

// checkUnusableDisplay starts a display with flags that make it impossible to open a window there, and checks that the
// program says so and hosts in the terminal.
func checkUnusableDisplay(t *testing.T, flags ...string) {
	t.Helper()
	desktop.NeedTools(t, "Xvfb")
	d, err := desktop.OpenScreen(flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	p := startWith(t, "DISPLAY="+d.Display())
	checkHostsInTerminal(t, p, "porchlight: the window could not be opened: the display has no OpenGL or does not let this account in. Porchlight hosts here in the terminal instead.\n")
}
