//go:build linux

package packages

import (
	"debug/elf"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"porchlight/test/desktop"
	"porchlight/test/need"
)

var makeLinuxPackages = makeOnce("package-linux", linuxTools()...)

// linuxTools returns what .ci/needs package installs beside what the program is built with.
func linuxTools() []string {
	tools := []string{"xz:xz-utils"}
	if isDebian() {
		tools = append(tools, "dpkg-shlibdeps:dpkg-dev")
	}
	return tools
}

// isDebian reports whether this is Debian or a distribution derived from it, where packaging/linux/package makes a .deb.
func isDebian() bool {
	_, err := os.Stat("/etc/debian_version")
	return err == nil
}

// ocrTools are what desktop.Desktop reads the screen with.
var ocrTools = []string{"tesseract:tesseract-ocr tesseract-ocr-eng", "import:imagemagick"}

// installedTree makes the packages and returns the folder with what the .deb installs.
func installedTree(t *testing.T) string {
	t.Helper()
	makeLinuxPackages(t)
	return filepath.Join(top, "build", "linux", "tree")
}

// makeDeb makes the packages and returns the path of the .deb, from the top level. A test that needs it is skipped
// where there is none.
func makeDeb(t *testing.T) string {
	t.Helper()
	if !isDebian() {
		need.Skip(t, "a .deb is made on Debian and its kin only")
	}
	makeLinuxPackages(t)
	arch := strings.TrimSpace(runCommand(t, top, nil, "dpkg", "--print-architecture"))
	return "dist/porchlight_" + metadata(t).Version + "_" + arch + ".deb"
}

// unpackArchive makes the archive and unpacks it into a new folder.
func unpackArchive(t *testing.T) string {
	t.Helper()
	makeLinuxPackages(t)
	archive, err := filepath.Abs(filepath.Join(top, "dist", "porchlight-"+metadata(t).Version+"-linux-"+runtime.GOARCH+".tar.xz"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	runCommand(t, dir, nil, "tar", "-xf", archive)
	return filepath.Join(dir, "porchlight")
}

func TestTheArchiveInstallsForOnePersonAndGoesAgain(t *testing.T) {
	t.Parallel()
	need.Tools(t, "desktop-file-validate:desktop-file-utils")
	dir, home := unpackArchive(t), t.TempDir()
	runCommand(t, dir, []string{"HOME=" + home}, "make", "user-install")
	program := filepath.Join(home, ".local", "bin", "porchlight")
	if said := runCommand(t, home, nil, program, "--version"); !strings.Contains(said, metadata(t).Version) {
		t.Errorf("what is installed says %q", said)
	}
	entry := filepath.Join(home, ".local", "share", "applications", metadata(t).ID+".desktop")
	runCommand(t, home, nil, "desktop-file-validate", entry)
	if !strings.Contains(readFile(t, entry), "\nExec="+program+"\n") {
		t.Errorf("the menu does not start %s:\n%s", program, readFile(t, entry))
	}
	runCommand(t, dir, []string{"HOME=" + home}, "make", "user-uninstall")
	if left := strings.TrimSpace(runCommand(t, home, nil, "find", ".", "-type", "f")); left != "" {
		t.Errorf("these stay behind: %s", left)
	}
}

func TestMenusAndSoftwareCentresUnderstandWhatIsInstalled(t *testing.T) {
	t.Parallel()
	need.Tools(t, "desktop-file-validate:desktop-file-utils", "appstreamcli:appstream")
	share := filepath.Join(installedTree(t), "usr", "share")
	d := metadata(t)
	runCommand(t, share, nil, "desktop-file-validate", filepath.Join("applications", d.ID+".desktop"))
	runCommand(t, share, nil, "appstreamcli", "validate", "--no-net", filepath.Join("metainfo", d.ID+".metainfo.xml"))
	if got := `<release version="` + d.Version + `"`; !strings.Contains(readFile(t, share, "metainfo", d.ID+".metainfo.xml"), got) {
		t.Errorf("the metadata does not have %s", got)
	}
	for _, size := range []int{16, 24, 32, 48, 64, 128, 256, 512} {
		icon := readFile(t, share, "icons", "hicolor", fmt.Sprintf("%dx%[1]d", size), "apps", d.ID+".png")
		if c, err := png.DecodeConfig(strings.NewReader(icon)); err != nil || c.Width != size || c.Height != size {
			t.Errorf("the icon of %d pixels has %d x %d (%v)", size, c.Width, c.Height, err)
		}
	}
	if !strings.Contains(readFile(t, share, "icons", "hicolor", "scalable", "apps", d.ID+".svg"), "<svg") {
		t.Error("there is no icon that can be made any size")
	}
}

// The libraries that GLFW opens by itself are not seen by dpkg-shlibdeps: they are found by their names in
// the program.
func TestTheDebAsksForEveryLibraryThatTheProgramOpens(t *testing.T) {
	t.Parallel()
	deb := makeDeb(t)
	program := filepath.Join(installedTree(t), "usr", "bin", "porchlight")
	asked := regexp.MustCompile(`[a-z0-9][a-z0-9.+-]+`).FindAllString(runCommand(t, top, nil, "dpkg-deb", "-f", deb, "Depends", "Recommends"), -1)

	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	needed, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`lib[A-Za-z0-9-]+\.so\.[0-9]+`).FindAllString(readFile(t, program), -1)
	// GLFW also knows these, for other ways to draw than Fyne's, or uses them where they happen to be there.
	spare := regexp.MustCompile(`^lib(vulkan|decor-0|OSMesa|GLESv2|OpenGL|GLX)\.`)
	var unknown []string
	for _, library := range append(needed, named...) {
		if spare.MatchString(library) {
			continue
		}
		owner, err := exec.Command("dpkg", "-S", "*/"+library).Output()
		if err != nil {
			unknown = append(unknown, library) // not on this computer
			continue
		}
		if !slices.ContainsFunc(strings.Split(string(owner), "\n"), func(line string) bool {
			name, _, _ := strings.Cut(line, ":")
			return slices.Contains(asked, name)
		}) {
			t.Errorf("nothing in %q brings %s", asked, library)
		}
	}
	if len(unknown) > 0 {
		need.Skip(t, "no package here brings", unknown)
	}
}

func TestTheDebIsInOrder(t *testing.T) {
	t.Parallel()
	need.Tools(t, "lintian:lintian")
	runCommand(t, top, nil, "lintian", "--allow-root", "--fail-on", "error", makeDeb(t))
}

func TestTheManifestOfTheFlatpakIsUnderstood(t *testing.T) {
	t.Parallel()
	need.Tools(t, "flatpak-builder:flatpak-builder")
	manifest, err := filepath.Abs(filepath.Join(top, "packaging", "flatpak", metadata(t).ID+".yml"))
	if err != nil {
		t.Fatal(err)
	}
	shown := runCommand(t, t.TempDir(), nil, "flatpak-builder", "--show-manifest", manifest) // it leaves a folder where it runs
	for _, want := range []string{`"id" : "` + metadata(t).ID + `"`, "--share=network", "--socket=wayland", "--socket=fallback-x11", "--device=dri", "--filesystem=home"} {
		if !strings.Contains(shown, want) {
			t.Errorf("it does not have %s:\n%s", want, shown)
		}
	}
}

// startWindow starts what the .deb installs on a desktop, and returns its window's number there.
func startWindow(t *testing.T) (d *desktop.Desktop, p *desktop.Program, window string) {
	t.Helper()
	root := installedTree(t)
	d = desktop.ForTest(t, 1000, 720)
	var err error
	p, err = d.Start(desktop.Start{Command: []string{filepath.Join(root, "usr", "bin", "porchlight")}, Theme: "light", NoAnimations: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.End)
	if window, err = d.Window(metadata(t).Name); err != nil {
		t.Fatal(err, p.Output())
	}
	return d, p, window
}

// The desktop puts a window to its entry in the menu, with the entry's icon, by the window's class.
func TestThePackagedWindowBelongsToItsEntryInTheMenu(t *testing.T) {
	t.Parallel()
	need.Tools(t, "xprop:x11-utils")
	entry := readFile(t, installedTree(t), "usr", "share", "applications", metadata(t).ID+".desktop")
	class := regexp.MustCompile(`(?m)^StartupWMClass=(.+)$`).FindStringSubmatch(entry)
	if class == nil {
		t.Fatalf("the entry has no class:\n%s", entry)
	}
	d, _, window := startWindow(t)
	shown := runCommand(t, top, nil, "xprop", "-display", d.Display(), "-id", window, "WM_CLASS", "_NET_WM_ICON")
	if !strings.Contains(shown, `, "`+class[1]+`"`) {
		t.Errorf("the window is %s, want the class %s", shown, class[1])
	}
	if !strings.Contains(shown, "_NET_WM_ICON(CARDINAL)") {
		t.Errorf("the window has no icon: %.200s", shown)
	}
}

func TestThePackagedProgramHasNoBuildTagOfTheTests(t *testing.T) {
	t.Parallel()
	checkTags(t, filepath.Join(installedTree(t), "usr", "bin", "porchlight"), releaseTags)
}

func TestThePackagedProgramCarriesWhatFyneAppTomlSays(t *testing.T) {
	t.Parallel()
	need.Tools(t, ocrTools...)
	d, p, _ := startWindow(t)
	if err := errors.Join(d.ClickReadText(p, "More"), d.ClickReadText(p, "About "+metadata(t).Name)); err != nil {
		t.Fatal(err, p.Output())
	}
	if err := d.WaitForReadTextIn(p, "About "+metadata(t).Name, "Version "+metadata(t).Version); err != nil {
		t.Error(err, p.Output())
	}
	if !containsImage(t, readFile(t, installedTree(t), "usr", "bin", "porchlight"), readFile(t, top, "assets", "icons", "icon-512.png")) {
		t.Error("the program does not have the icon that Fyne's tool puts in, at 512 pixels")
	}
}

// containsImage reports whether a program holds a PNG that looks like another: Fyne's tool scales the icon anew.
func containsImage(t *testing.T, program, like string) bool {
	t.Helper()
	want, err := png.Decode(strings.NewReader(like))
	if err != nil {
		t.Fatal(err)
	}
	const magic = "\x89PNG\r\n\x1a\n"
	for _, rest, found := strings.Cut(program, magic); found; _, rest, found = strings.Cut(rest, magic) {
		if got, err := png.Decode(strings.NewReader(magic + rest)); err == nil && similar(got, want) {
			return true
		}
	}
	return false
}

// similar reports whether two pictures have the same size, and colours that differ by 2 % in the middle at most.
func similar(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	var difference, points float64
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			for _, d := range []float64{float64(r1) - float64(r2), float64(g1) - float64(g2), float64(b1) - float64(b2)} {
				difference += math.Abs(d) / 0xffff
				points++
			}
		}
	}
	return difference/points < 0.02
}
