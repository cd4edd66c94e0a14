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

func TestTheProgramWithoutItsWindowNeedsNothingOnAnySystem(t *testing.T) {
	output(t, top, nil, "make", "build-headless")
	for system, standsAlone := range map[string]func(*testing.T, string){
		"linux-amd64":       static,
		"linux-arm64":       static,
		"windows-amd64.exe": forTheConsole,
		"macos-amd64":       withTheSystemsLibraries,
		"macos-arm64":       withTheSystemsLibraries,
	} {
		t.Run(system, func(t *testing.T) {
			path := filepath.Join(top, "dist", "porchlight-headless-"+described(t).Version+"-"+system)
			madeFor(t, path, strings.TrimSuffix(system, ".exe"))
			standsAlone(t, path)
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

// madeFor checks by its build information that a program is for a system, as "linux-arm64", and has no window.
func madeFor(t *testing.T, path, system string) {
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

// static checks that a program for Linux is loaded by nothing but the kernel, and has no symbols.
func static(t *testing.T, path string) {
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

// forTheConsole checks that a program for Windows is one that consoles wait for.
func forTheConsole(t *testing.T, path string) {
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

// withTheSystemsLibraries checks that a program for macOS uses what every Mac has, and has the UUID by which
// macOS remembers who may reach the local network (Apple's technical note TN3179).
func withTheSystemsLibraries(t *testing.T, path string) {
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
