package packages

import (
	"archive/zip"
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"image/png"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"porchlight/test/network"
)

// The addresses of the two computers of a LAN, and what a friend types.
const (
	homeAddress = "192.168.1.23"
	awayAddress = "192.168.1.40"
	gameAddress = homeAddress + ":5555"
)

// patience is how long a test waits for what must come, on a machine that is busy with other things.
const patience = 60 * time.Second

// The package is made once, and Wine is booted once: both take long.
func TestTheWindowsPackage(t *testing.T) {
	t.Parallel()
	requireWine(t)
	p := makeWindowsPackage(t)
	t.Run("has what the person who unpacks it needs", p.checkFiles)
	t.Run("is a program with a window and nothing for debuggers", p.checkSubsystem)
	t.Run("has no build tag of the tests", func(t *testing.T) { checkTags(t, p.exe, releaseTags) })
	t.Run("tells Windows its name and version", p.checkVersionResource)
	t.Run("has the icon of the program", p.checkIcon)
	t.Run("asks for sharp windows and no administrator", p.checkManifest)

	n := network.ForTest(t)
	home, away := computer(t, n, homeAddress), computer(t, n, awayAddress)
	w := bootWine(t, home)
	t.Run("says its version through a pipe", func(t *testing.T) { p.checkPipes(t, w) })
	t.Run("says on a console what it was asked for", func(t *testing.T) { p.checkConsole(t, w) })
	t.Run("is told to end by Ctrl+C on a console", func(t *testing.T) { p.checkCtrlC(t, w, away) })
	t.Run("hosts and joins without a window", func(t *testing.T) { p.checkHeadless(t, w, away) })
	t.Run("hosts in its window", func(t *testing.T) { p.checkWindow(t, w, away) })
	// This one keeps its files where the others, which are portable, must leave none.
	t.Run("hosts without a window built in", func(t *testing.T) { checkHeadlessBuild(t, w) })
	t.Run("opens a console of its own where it would host unseen", func(t *testing.T) { p.checkOwnConsole(t, w) })
	t.Run("says in a message box what would be lost", func(t *testing.T) { p.checkMessageBox(t, w) })
}

func computer(t *testing.T, n *network.Network, address string) *network.Computer {
	t.Helper()
	c, err := n.Computer("eth0", address+"/24")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// windowsPackage is the package, unpacked.
type windowsPackage struct {
	files   []*zip.File
	folder  string // where it is unpacked
	exe     string // the program there
	version string // as FyneApp.toml has it, with the build's number
}

func makeWindowsPackage(t *testing.T) *windowsPackage {
	t.Helper()
	makeOnce("package-windows")(t)
	d := metadata(t)
	packed, err := zip.OpenReader(filepath.Join(top, "dist", "porchlight-"+d.Version+"-windows-amd64.zip"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = packed.Close() })
	p := &windowsPackage{files: packed.File, folder: t.TempDir(), version: fmt.Sprintf("%s.%d", d.Version, d.Build)}
	p.exe = filepath.Join(p.folder, "Porchlight.exe")
	for _, f := range packed.File {
		if err := os.WriteFile(filepath.Join(p.folder, filepath.Base(f.Name)), readZipped(t, f), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// readZipped returns what a file in an archive holds.
func readZipped(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// checkFiles checks the names and times of the files in the archive, and their ends of lines.
func (p *windowsPackage) checkFiles(t *testing.T) {
	var names []string
	for _, f := range p.files {
		names = append(names, f.Name)
		if f.Modified.Year() != 1980 {
			t.Errorf("%s is of %s: another day gives another package", f.Name, f.Modified)
		}
		if strings.HasSuffix(f.Name, ".txt") {
			text := string(readZipped(t, f))
			if n := strings.Count(text, "\n"); n == 0 || n != strings.Count(text, "\r\n") {
				t.Errorf("%s does not end its lines as Windows does", f.Name)
			}
		}
	}
	if want := []string{"Porchlight.exe", "README.txt", "LICENSE.txt", "portable.txt"}; !slices.Equal(names, want) {
		t.Errorf("it has %v, want %v", names, want)
	}
}

// checkSubsystem checks that Windows opens no console for the program, and that it has no debug information.
func (p *windowsPackage) checkSubsystem(t *testing.T) {
	f, err := pe.Open(p.exe)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	head, ok := f.OptionalHeader.(*pe.OptionalHeader64)
	if !ok || head.Subsystem != pe.IMAGE_SUBSYSTEM_WINDOWS_GUI {
		t.Errorf("a double-click on it opens a console too: %+v", f.OptionalHeader)
	}
	if len(f.Symbols) > 0 {
		t.Errorf("it has %d symbols", len(f.Symbols))
	}
	for _, s := range f.Sections {
		if strings.Contains(s.Name, "debug") {
			t.Errorf("it has a section %s", s.Name)
		}
	}
}

// resources returns the program's resources of a type (Microsoft's "Resource Types").
func (p *windowsPackage) resources(t *testing.T, resourceType string) (all [][]byte) {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("wrestool", "--extract", "--raw", "--type="+resourceType, "--output="+dir, p.exe).CombinedOutput(); err != nil {
		t.Fatalf("wrestool: %v\n%s", err, out)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("there is no resource of the type %s (%v)", resourceType, err)
	}
	for _, file := range found {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}

// Resource types.
const (
	iconType     = "3"
	versionType  = "16"
	manifestType = "24"
)

func (p *windowsPackage) checkVersionResource(t *testing.T) {
	block := p.resources(t, versionType)[0]
	letters := make([]uint16, len(block)/2)
	if err := binary.Read(bytes.NewReader(block), binary.LittleEndian, letters); err != nil {
		t.Fatal(err)
	}
	text := string(utf16.Decode(letters))
	for name, value := range map[string]string{
		"ProductName": "Porchlight", "FileDescription": "Porchlight", "ProductVersion": p.version, "FileVersion": p.version,
		"LegalCopyright": "Copyright (c) 2026, the Porchlight authors", "OriginalFilename": "Porchlight.exe",
	} {
		if !regexp.MustCompile(name + "\x00+" + regexp.QuoteMeta(value) + "\x00").MatchString(text) {
			t.Errorf("its %s is not %s in %q", name, value, text)
		}
	}
}

func (p *windowsPackage) checkIcon(t *testing.T) {
	var sizes []int
	for _, data := range p.resources(t, iconType) {
		got, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		size := got.Bounds().Dx()
		sizes = append(sizes, size)
		drawn, err := os.ReadFile(filepath.Join("..", "..", "assets", "icons", "icon-"+strconv.Itoa(size)+".png"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(drawn))
		if err != nil {
			t.Fatal(err)
		}
		if !similar(got, want) {
			t.Errorf("its icon of %d pixels is another", size)
		}
	}
	if !containsImage(t, readFile(t, p.exe), readFile(t, top, "assets", "icons", "icon-512.png")) {
		t.Error("the program does not have the icon that Fyne's tool puts in, at 512 pixels")
	}
	slices.Sort(sizes)
	// Lists, the taskbar and the desktop take from these what they need, also on sharper screens.
	if want := []int{16, 24, 32, 48, 64, 128, 256}; !slices.Equal(sizes, want) {
		t.Errorf("its icons are %v pixels large, want %v", sizes, want)
	}
}

func (p *windowsPackage) checkManifest(t *testing.T) {
	text := string(p.resources(t, manifestType)[0])
	for _, has := range []string{`version="` + p.version + `"`, ">permonitorv2,system<", `level="asInvoker"`, "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"} {
		if !strings.Contains(text, has) {
			t.Errorf("it does not have %s:\n%s", has, text)
		}
	}
}

// echoFrom connects from a computer, sends a message and reads its echo.
func echoFrom(t *testing.T, from *network.Computer) net.Conn {
	t.Helper()
	conn, err := from.Dial(gameAddress)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	const said = "lantern"
	heard := make([]byte, len(said))
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write([]byte(said)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(conn, heard); err != nil || string(heard) != said {
		t.Fatalf("said %q, heard %q: %v", said, heard, err)
	}
	return conn
}
