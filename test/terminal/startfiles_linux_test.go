package terminal

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/process"
	"porchlight/test/program"
)

// A damagedFile is one that once took minutes or gigabytes to read at the start.
type damagedFile struct {
	name   string
	create func(path string) error
}

func damagedFiles() []damagedFile {
	return []damagedFile{
		{"short keys", func(path string) error {
			var keys strings.Builder
			for i := 0; keys.Len() < 1_000_000; i++ {
				fmt.Fprintf(&keys, "k%d=1\n", i)
			}
			return os.WriteFile(path, []byte(keys.String()), 0o600)
		}},
		{"zeros", sparse(2 << 30)},
		{"a pipe", func(path string) error { return syscall.Mkfifo(path, 0o600) }},
		{"a link to a device", func(path string) error { return os.Symlink("/dev/zero", path) }},
		{"a link to an endless file", func(path string) error { return os.Symlink("/proc/self/pagemap", path) }},
	}
}

// sparse returns a function that creates a file of zeros that takes no room on the disk.
func sparse(size int64) func(path string) error {
	return func(path string) error {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			return err
		}
		return os.Truncate(path, size)
	}
}

// hostInHome hosts with the settings in a home folder, without the race detector, whose memory differs, and checks that
// a client plays and that the program needs little memory.
func hostInHome(t *testing.T, home string, args ...string) *program.Program {
	t.Helper()
	cmd := exec.Command(built.Headless.Path(t), append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	peak := p.MonitorMemory()
	p.WaitForPort()
	p.Connect().Echo("in")
	p.Stop()
	if memory := peak(); memory > 250<<20 {
		t.Errorf("it takes %d MiB", memory>>20)
	}
	return p
}

// settingsFolder returns a home folder and the folder of the settings in it.
func settingsFolder(t *testing.T) (home, folder string) {
	t.Helper()
	home, games := ownGames(t)
	return home, filepath.Dir(games)
}

func TestAnAccessListThatIsNoListIsSetAside(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"access.toml", "guests.toml"} {
		for _, damaged := range damagedFiles() {
			t.Run(file+" as "+damaged.name, func(t *testing.T) {
				home, folder := settingsFolder(t)
				if err := damaged.create(filepath.Join(folder, file)); err != nil {
					t.Fatal(err)
				}
				p := hostInHome(t, home)
				p.CheckErrorLine("the list of who is banned was damaged, so it begins anew", filepath.Join(folder, file+".damaged-"))
				if found, err := filepath.Glob(filepath.Join(folder, file+".damaged-*")); err != nil || len(found) != 1 {
					t.Errorf("set aside: %v, %v", found, err)
				}
				if again := hostInHome(t, home); again.Stderr.String() != "" {
					t.Errorf("the next start says %q", again.Stderr)
				}
			})
		}
	}
}

func TestCrashOutputThatIsNoPlainFileIsSetAside(t *testing.T) {
	t.Parallel()
	home, folder := settingsFolder(t)
	path := filepath.Join(folder, "crashes", "fatal.raw")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	hostInHome(t, home).CheckErrorLine(path+" is no plain file", path+".damaged-")
	if again := hostInHome(t, home); again.Stderr.String() != "" {
		t.Errorf("the next start says %q", again.Stderr)
	}
}

func TestHugeCrashOutputDelaysNoStart(t *testing.T) {
	t.Parallel()
	home, folder := settingsFolder(t)
	path := filepath.Join(folder, "crashes", "fatal.raw")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := sparse(4 << 30)(path); err != nil {
		t.Fatal(err)
	}
	if p := hostInHome(t, home); p.Stderr.String() != "" {
		t.Errorf("it says %q", p.Stderr)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("afterwards there is %v, %v", info, err)
	}
}

// Of the log, only the end is read.
func TestAHugeFileForTheLogDelaysNoStart(t *testing.T) {
	t.Parallel()
	home, _ := settingsFolder(t)
	log := filepath.Join(t.TempDir(), "log.jsonl")
	if err := sparse(4 << 30)(log); err != nil {
		t.Fatal(err)
	}
	if p := hostInHome(t, home, "--log", log); p.Stderr.String() != "" {
		t.Errorf("it says %q", p.Stderr)
	}
	if events := readLog(t, log); count(events, "hosting") != 1 || count(events, "stopped") != 1 { // the old file was rotated
		t.Errorf("the log has %v", events)
	}
}

// The file is not read: that it exists is enough.
func TestAnythingNamedPortableMakesTheProgramPortable(t *testing.T) {
	t.Parallel()
	portable := program.CopyPortable(t, built.Headless.Path(t))
	marker := filepath.Join(filepath.Dir(portable), "portable.txt")
	if err := os.Remove(marker); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(marker, 0o600); err != nil {
		t.Fatal(err)
	}
	p := program.Host(t, portable)
	p.Connect().Echo("in")
	p.Stop()
	if _, err := os.Stat(program.PortableFolder(portable)); err != nil {
		t.Error(err)
	}
}
