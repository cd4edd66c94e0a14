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
	"sync"
	"testing"

	"porchlight/test/desktop"
)

// made makes the packages for Linux, once, and returns their version.
func made(t *testing.T) (version string) {
	t.Helper()
	if err := madeOnce(); err != nil {
		t.Fatal(err)
	}
	return described(t).Version
}

var madeOnce = sync.OnceValue(func() error {
	cmd := exec.Command("make", "package-linux")
	cmd.Dir = top
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
})

// tree is what the .deb installs, made first.
func tree(t *testing.T) string {
	t.Helper()
	made(t)
	return filepath.Join(top, "build", "linux", "tree")
}

// unpacked is the archive, unpacked into a new folder.
func unpacked(t *testing.T) string {
	t.Helper()
	archive, err := filepath.Abs(filepath.Join(top, "dist", "porchlight-"+made(t)+"-linux-"+runtime.GOARCH+".tar.xz"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	output(t, dir, nil, "tar", "-xf", archive)
	return filepath.Join(dir, "porchlight")
}

func TestTheArchiveInstallsForOnePersonAndGoesAgain(t *testing.T) {
	dir, home := unpacked(t), t.TempDir()
	output(t, dir, []string{"HOME=" + home}, "make", "user-install")
	program := filepath.Join(home, ".local", "bin", "porchlight")
	if said := output(t, home, nil, program, "--version"); !strings.Contains(said, described(t).Version) {
		t.Errorf("what is installed says %q", said)
	}
	entry := filepath.Join(home, ".local", "share", "applications", described(t).ID+".desktop")
	output(t, home, nil, "desktop-file-validate", entry)
	if !strings.Contains(content(t, entry), "\nExec="+program+"\n") {
		t.Errorf("the menu does not start %s:\n%s", program, content(t, entry))
	}
	output(t, dir, []string{"HOME=" + home}, "make", "user-uninstall")
	if left := strings.TrimSpace(output(t, home, nil, "find", ".", "-type", "f")); left != "" {
		t.Errorf("these stay behind: %s", left)
	}
}

func TestMenusAndSoftwareCentresUnderstandWhatIsInstalled(t *testing.T) {
	share := filepath.Join(tree(t), "usr", "share")
	d := described(t)
	output(t, share, nil, "desktop-file-validate", filepath.Join("applications", d.ID+".desktop"))
	output(t, share, nil, "appstreamcli", "validate", "--no-net", filepath.Join("metainfo", d.ID+".metainfo.xml"))
	if got := `<release version="` + d.Version + `"`; !strings.Contains(content(t, share, "metainfo", d.ID+".metainfo.xml"), got) {
		t.Errorf("the metadata does not have %s", got)
	}
	for _, size := range []int{16, 24, 32, 48, 64, 128, 256, 512} {
		icon := content(t, share, "icons", "hicolor", fmt.Sprintf("%dx%[1]d", size), "apps", d.ID+".png")
		if c, err := png.DecodeConfig(strings.NewReader(icon)); err != nil || c.Width != size || c.Height != size {
			t.Errorf("the icon of %d pixels has %d x %d (%v)", size, c.Width, c.Height, err)
		}
	}
	if !strings.Contains(content(t, share, "icons", "hicolor", "scalable", "apps", d.ID+".svg"), "<svg") {
		t.Error("there is no icon that can be made any size")
	}
}

// The libraries that GLFW opens by itself are not seen by dpkg-shlibdeps: they are found by their names in
// the program.
func TestTheDebAsksForEveryLibraryThatTheProgramOpens(t *testing.T) {
	program := filepath.Join(tree(t), "usr", "bin", "porchlight")
	version := made(t)
	if _, err := os.Stat("/etc/debian_version"); err != nil {
		t.Skip("a .deb is made on Debian and its kin only")
	}
	arch := strings.TrimSpace(output(t, top, nil, "dpkg", "--print-architecture"))
	deb := "dist/porchlight_" + version + "_" + arch + ".deb"
	asked := regexp.MustCompile(`[a-z0-9][a-z0-9.+-]+`).FindAllString(output(t, top, nil, "dpkg-deb", "-f", deb, "Depends", "Recommends"), -1)

	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	needed, err := f.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`lib[A-Za-z0-9-]+\.so\.[0-9]+`).FindAllString(content(t, program), -1)
	// GLFW also knows these, for other ways to draw than Fyne's, or uses them where they happen to be there.
	spare := regexp.MustCompile(`^lib(vulkan|decor-0|OSMesa|GLESv2|OpenGL|GLX)\.`)
	for _, library := range append(needed, named...) {
		if spare.MatchString(library) {
			continue
		}
		owner, err := exec.Command("dpkg", "-S", "*/"+library).Output()
		if err != nil {
			continue // not on this computer
		}
		if !slices.ContainsFunc(strings.Split(string(owner), "\n"), func(line string) bool {
			name, _, _ := strings.Cut(line, ":")
			return slices.Contains(asked, name)
		}) {
			t.Errorf("nothing in %q brings %s", asked, library)
		}
	}
}

func TestTheDebIsInOrder(t *testing.T) {
	version := made(t)
	if _, err := exec.LookPath("lintian"); err != nil {
		t.Skip("not done: lintian, which looks at packages for Debian, is not here")
	}
	arch := strings.TrimSpace(output(t, top, nil, "dpkg", "--print-architecture"))
	output(t, top, nil, "lintian", "--allow-root", "--fail-on", "error", "dist/porchlight_"+version+"_"+arch+".deb")
}

func TestTheManifestOfTheFlatpakIsUnderstood(t *testing.T) {
	if _, err := exec.LookPath("flatpak-builder"); err != nil {
		t.Skip("not done: flatpak-builder is not here")
	}
	manifest, err := filepath.Abs(filepath.Join(top, "packaging", "flatpak", described(t).ID+".yml"))
	if err != nil {
		t.Fatal(err)
	}
	shown := output(t, t.TempDir(), nil, "flatpak-builder", "--show-manifest", manifest) // it leaves a folder where it runs
	for _, want := range []string{`"id" : "` + described(t).ID + `"`, "--share=network", "--socket=wayland", "--socket=fallback-x11", "--device=dri", "--filesystem=home"} {
		if !strings.Contains(shown, want) {
			t.Errorf("it does not have %s:\n%s", want, shown)
		}
	}
}

// startPackaged starts what the .deb installs on a desktop, and returns its window's number there.
func startPackaged(t *testing.T) (d *desktop.Desktop, p *desktop.Program, window string) {
	t.Helper()
	root := tree(t)
	d, err := desktop.Open(1000, 720)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	p, err = d.Start(desktop.Start{Command: []string{filepath.Join(root, "usr", "bin", "porchlight")}, Theme: "light", Still: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.End)
	if window, err = d.Window(described(t).Name); err != nil {
		t.Fatal(err, p.Output())
	}
	return d, p, window
}

// The desktop puts a window to its entry in the menu, with the entry's icon, by the window's class.
func TestThePackagedWindowBelongsToItsEntryInTheMenu(t *testing.T) {
	entry := content(t, tree(t), "usr", "share", "applications", described(t).ID+".desktop")
	class := regexp.MustCompile(`(?m)^StartupWMClass=(.+)$`).FindStringSubmatch(entry)
	if class == nil {
		t.Fatalf("the entry has no class:\n%s", entry)
	}
	d, _, window := startPackaged(t)
	shown := output(t, top, nil, "xprop", "-display", d.Display(), "-id", window, "WM_CLASS", "_NET_WM_ICON")
	if !strings.Contains(shown, `, "`+class[1]+`"`) {
		t.Errorf("the window is %s, want the class %s", shown, class[1])
	}
	if !strings.Contains(shown, "_NET_WM_ICON(CARDINAL)") {
		t.Errorf("the window has no icon: %.200s", shown)
	}
}

func TestThePackagedProgramCarriesWhatFyneAppTomlSays(t *testing.T) {
	d, p, _ := startPackaged(t)
	if err := errors.Join(d.ClickReadText(p, "More"), d.ClickReadText(p, "About "+described(t).Name)); err != nil {
		t.Fatal(err, p.Output())
	}
	if err := d.WaitForReadTextIn(p, "About "+described(t).Name, "Version "+described(t).Version); err != nil {
		t.Error(err, p.Output())
	}
	if !hasPicture(t, content(t, tree(t), "usr", "bin", "porchlight"), content(t, top, "assets", "icons", "icon-512.png")) {
		t.Error("the program does not have the icon that Fyne's tool puts in, at 512 pixels")
	}
}

// hasPicture tells whether a program holds a PNG that looks like another: Fyne's tool scales the icon anew.
func hasPicture(t *testing.T, program, like string) bool {
	t.Helper()
	want, err := png.Decode(strings.NewReader(like))
	if err != nil {
		t.Fatal(err)
	}
	const magic = "\x89PNG\r\n\x1a\n"
	for _, rest, found := strings.Cut(program, magic); found; _, rest, found = strings.Cut(rest, magic) {
		if got, err := png.Decode(strings.NewReader(magic + rest)); err == nil && alike(got, want) {
			return true
		}
	}
	return false
}

// alike tells whether two pictures have the same size, and colours that differ by 2 % in the middle at most.
func alike(a, b image.Image) bool {
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
