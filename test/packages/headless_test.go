package packages

import (
	"debug/buildinfo"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var makeHeadless = makeOnce("build-headless")

// headless makes the program without its window for all systems, and returns the path of that for one, as
// "windows-amd64.exe".
func headless(t *testing.T, system string) string {
	t.Helper()
	makeHeadless(t)
	return filepath.Join(top, "dist", "porchlight-headless-"+metadata(t).Version+"-"+system)
}

func TestTheProgramWithoutItsWindowNeedsNothingOnAnySystem(t *testing.T) {
	t.Parallel()
	for system, checkFormat := range map[string]func(*testing.T, string){
		"linux-amd64":       checkStaticELF,
		"linux-arm64":       checkStaticELF,
		"windows-amd64.exe": checkConsoleEXE,
		"macos-amd64":       checkMachO,
		"macos-arm64":       checkMachO,
	} {
		t.Run(system, func(t *testing.T) {
			path := headless(t, system)
			checkBuildInfo(t, path, strings.TrimSuffix(system, ".exe"))
			checkTags(t, path, "headless")
			checkFormat(t, path)
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if info.Size() > 10e6 {
				t.Errorf("it has %d bytes, want 10 MB at the most", info.Size())
			}
		})
	}
}

// checkBuildInfo checks by its build information that a program is for a system, as "linux-arm64", and has no window.
func checkBuildInfo(t *testing.T, path, system string) {
	t.Helper()
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Deps {
		if strings.HasPrefix(m.Path, "fyne.io/") || strings.Contains(m.Path, "go-gl") {
			t.Errorf("%s is linked in", m.Path)
		}
	}
	set := make(map[string]string)
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	if got := strings.Replace(set["GOOS"], "darwin", "macos", 1) + "-" + set["GOARCH"]; got != system {
		t.Errorf("it is for %s, want %s", got, system)
	}
	if set["CGO_ENABLED"] != "0" || set["-trimpath"] != "true" {
		t.Errorf("it is built with %v, want no cgo and no paths", set)
	}
}

// checkStaticELF checks that a program for Linux is loaded by nothing but the kernel, and has no symbols.
func checkStaticELF(t *testing.T, path string) {
	t.Helper()
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("it has %v, so it is not static", p.Type)
		}
	}
	if f.Section(".symtab") != nil {
		t.Error("it has symbols")
	}
}

// checkConsoleEXE checks that a program for Windows is of the console subsystem, so that consoles wait for it.
func checkConsoleEXE(t *testing.T, path string) {
	t.Helper()
	f, err := pe.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if h, ok := f.OptionalHeader.(*pe.OptionalHeader64); !ok || h.Subsystem != pe.IMAGE_SUBSYSTEM_WINDOWS_CUI {
		t.Errorf("its header is %+v, want a 64-bit program of the console", f.OptionalHeader)
	}
}

// checkMachO checks that a program for macOS uses what every Mac has, and has the UUID by which
// macOS remembers who may reach the local network (Apple's technical note TN3179).
func checkMachO(t *testing.T, path string) {
	t.Helper()
	f, err := macho.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range libraries {
		if !strings.HasPrefix(l, "/usr/lib/") && !strings.HasPrefix(l, "/System/Library/") {
			t.Errorf("it needs %s", l)
		}
	}
	const loadUUID = 0x1b // LC_UUID in mach-o/loader.h
	for _, l := range f.Loads {
		if f.ByteOrder.Uint32(l.Raw()) == loadUUID {
			return
		}
	}
	t.Error("it has no UUID")
}
