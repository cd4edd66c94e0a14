// Package release proves that what a release adds to the packages is right: the list of modules names every module in
// a program, the checksums are those of the files, and the script that signs signs programs for Windows, also inside an
// archive. The packages themselves are tested in test/packages.
package release

import (
	"archive/zip"
	"debug/buildinfo"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/test/need"
)

// top is the project's folder.
const top = "../.."

// runCommand runs a command in a folder and returns what it prints. The test fails where the command does.
func runCommand(t *testing.T, dir string, command ...string) string {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command, err, out)
	}
	return string(out)
}

func TestTheListOfWhatIsInsideNamesEveryModule(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	program, file := filepath.Join(dir, "porchlight"), filepath.Join(dir, "porchlight.cdx.json")
	// With the flags of packaging/headless, so that nothing is compiled again.
	runCommand(t, top, "env", "CGO_ENABLED=0", "go", "build", "-trimpath", "-tags", "headless", "-ldflags", "-s -w", "-o", program, "./app")
	runCommand(t, top, "packaging/sbom", program, file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Format     string `json:"bomFormat"`
		Components []struct{ Name, Version, Purl string }
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	if list.Format != "CycloneDX" {
		t.Errorf("the format is %q", list.Format)
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	wanted := []string{"std@" + info.GoVersion}
	for _, m := range info.Deps {
		wanted = append(wanted, m.Path+"@"+m.Version)
	}
	var named []string
	for _, c := range list.Components {
		named = append(named, c.Name+"@"+c.Version)
		if !strings.HasPrefix(c.Purl, "pkg:golang/") {
			t.Errorf("%s has the address %q", c.Name, c.Purl)
		}
	}
	slices.Sort(wanted)
	slices.Sort(named)
	if !slices.Equal(named, wanted) {
		t.Errorf("it names\n%q, want\n%q", named, wanted)
	}
}

func TestTheChecksumsAreThoseOfTheFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"one.deb", "two.zip"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second finds the first's
		runCommand(t, top, "packaging/checksums", dir)
	}
	said := runCommand(t, dir, "sha256sum", "--check", "--strict", "SHA256SUMS")
	if said != "one.deb: OK\ntwo.zip: OK\n" {
		t.Errorf("sha256sum says %q", said)
	}
}

func TestProgramsForWindowsAreSignedAlsoInTheirArchive(t *testing.T) {
	t.Parallel()
	need.Tools(t, "osslsigncode:osslsigncode", "openssl:openssl", "zip:zip", "unzip:unzip")
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("main.go", "package main\n\nfunc main() {}\n")
	write("LICENSE", "free")
	write("password", "a secret")
	runCommand(t, dir, "env", "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0", "go", "build", "-trimpath", "-o", "Porchlight.exe", "main.go")
	runCommand(t, dir, "zip", "-q", "porchlight.zip", "Porchlight.exe", "LICENSE")
	runCommand(t, dir, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Porchlight's test",
		"-addext", "extendedKeyUsage=codeSigning", "-keyout", "key.pem", "-out", "certificate.pem")
	runCommand(t, dir, "openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "certificate.pem", "-passout", "file:password", "-out", "certificate.pfx")

	at := func(name string) string { return filepath.Join(dir, name) }
	runCommand(t, top, "env", "TIMESTAMP=", "packaging/sign-windows", at("certificate.pfx"), at("password"), at("porchlight.zip"), at("Porchlight.exe"))
	runCommand(t, dir, "osslsigncode", "verify", "-CAfile", "certificate.pem", "-in", "Porchlight.exe")

	archive, err := zip.OpenReader(at("porchlight.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if slices.Sort(names); !slices.Equal(names, []string{"LICENSE", "Porchlight.exe"}) {
		t.Fatalf("the archive has %q", names)
	}
	program, err := archive.Open("Porchlight.exe")
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	signed, err := io.ReadAll(program)
	if err != nil {
		t.Fatal(err)
	}
	write("unpacked.exe", string(signed))
	runCommand(t, dir, "osslsigncode", "verify", "-CAfile", "certificate.pem", "-in", "unpacked.exe")
}
