package packages

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/need"

	"howett.net/plist"
)

// A Mac makes the bundle of a window that it builds. Anywhere else it is made of a given program, which shows
// all of the bundle but that window.
func TestTheBundleForMacOSIsWhole(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" {
		need.Skip(t, "a Mac makes the real bundle: make package-darwin")
	}
	given, err := filepath.Abs(headless(t, "macos-arm64"))
	if err != nil {
		t.Fatal(err)
	}
	runCommand(t, top, []string{"EXECUTABLE=" + given}, "make", "package-darwin")
	contents := filepath.Join(top, "build", "darwin", "Porchlight.app", "Contents")

	var info map[string]any
	if _, err := plist.Unmarshal([]byte(readFile(t, contents, "Info.plist")), &info); err != nil {
		t.Fatal(err)
	}
	d := metadata(t)
	for key, want := range map[string]string{
		"CFBundleName":                   d.Name,
		"CFBundleIdentifier":             d.ID,
		"CFBundleShortVersionString":     d.Version,
		"CFBundleVersion":                strconv.Itoa(d.Build),
		"CFBundleExecutable":             "porchlight",
		"CFBundleIconFile":               "icon.icns",
		"CFBundlePackageType":            "APPL",
		"LSApplicationCategoryType":      "public.app-category.games",
		"LSMinimumSystemVersion":         "12.0",
		"NSLocalNetworkUsageDescription": "Porchlight hosts games on your network: friends on it join the game that you host.",
		"NSHumanReadableCopyright":       "© 2026 The Porchlight authors. BSD 3-Clause License.",
	} {
		if got, _ := info[key].(string); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	for key := range info {
		if strings.HasSuffix(key, "UsageDescription") && key != "NSLocalNetworkUsageDescription" {
			t.Errorf("it asks for more than the network: %s", key)
		}
	}
	if info["NSHighResolutionCapable"] != true {
		t.Error("it is not made for sharp screens")
	}

	program := filepath.Join(contents, "MacOS", "porchlight")
	if readFile(t, program) != readFile(t, given) {
		t.Error("the program in it is not the one that was given")
	}
	if s, err := os.Stat(program); err != nil || s.Mode().Perm()&0o111 != 0o111 {
		t.Errorf("the program has the mode %v (%v), want one that everybody can start", s.Mode(), err)
	}
	if icon := readFile(t, contents, "Resources", "icon.icns"); len(icon) < 8 || icon[:4] != "icns" {
		t.Error("the icon is none of macOS")
	}
}
