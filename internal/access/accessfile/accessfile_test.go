package accessfile

import (
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/settings"
)

var anna, ben = netip.MustParseAddr("192.168.1.40"), netip.MustParseAddr("192.168.1.41")

func open(t *testing.T, path string) *access.List {
	t.Helper()
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestBothListsOutliveTheProgram(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "access.toml")
	l := open(t, path)
	must(t, l.Ban(anna))
	must(t, l.Allow(ben))
	again := open(t, path)
	if !again.IsBanned(anna) || !again.IsAllowed(ben) || again.IsBanned(ben) || again.IsAllowed(anna) {
		t.Error(again.Lists())
	}
	must(t, again.Remove(anna))
	if third := open(t, path); third.IsBanned(anna) || !third.IsAllowed(ben) {
		t.Error(third.Lists())
	}
}

func TestAnAddressOnBothListsOfTheFileIsBanned(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	must(t, os.WriteFile(path, []byte("banned = ['192.168.1.40']\nwelcome = ['192.168.1.40', '::ffff:192.168.1.41']\n"), 0o600))
	if l := open(t, path); !l.IsBanned(anna) || l.IsAllowed(anna) || !l.IsAllowed(ben) {
		t.Error(l.Lists())
	}
}

func TestADamagedFileIsSetAsideAndNotLost(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"banned = [", "banned = ['192.168.1.400']", "banned = 7", "guests = []", "\x00\x00"} {
		folder := t.TempDir()
		path := filepath.Join(folder, "access.toml")
		must(t, os.WriteFile(path, []byte(text), 0o600))
		l, err := Open(path)
		var damaged *settings.DamagedError
		if !errors.As(err, &damaged) || damaged.Path != path {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if kept, err := os.ReadFile(damaged.Backup); err != nil || string(kept) != text {
			t.Errorf("%q was kept as %q (%v)", text, kept, err)
		}
		must(t, l.Ban(anna))
		if !open(t, path).IsBanned(anna) {
			t.Errorf("after %q nothing is saved any more", text)
		}
	}
}

func TestAListThatCannotBeSavedHoldsWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "a file and no folder")
	l := open(t, filepath.Join(folder, "access.toml"))
	must(t, os.WriteFile(folder, nil, 0o600))
	if err := l.Ban(anna); err == nil || !l.IsBanned(anna) {
		t.Error("saved in a file:", err)
	}
}

func TestAFileThatCannotBeReadIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	must(t, os.Mkdir(path, 0o700)) // no file
	l, err := Open(path)
	var damaged *settings.DamagedError
	if err == nil || errors.As(err, &damaged) {
		t.Error("opened with", err)
	}
	if err := l.Ban(anna); err != nil || !l.IsBanned(anna) {
		t.Error("banned in memory:", err)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Error("it was replaced:", err)
	}
}

func TestAFileWithTooManyAddressesIsDamaged(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	var text strings.Builder
	text.WriteString("banned = [")
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses + 1 {
		a = a.Next()
		text.WriteString("'" + a.String() + "', ")
	}
	text.WriteString("]")
	must(t, os.WriteFile(path, []byte(text.String()), 0o600))
	l, err := Open(path)
	var damaged *settings.DamagedError
	var full *access.FullError
	if !errors.As(err, &damaged) || !errors.As(err, &full) {
		t.Error("opened with", err)
	}
	if banned, _ := l.Lists(); len(banned) != 0 {
		t.Errorf("%d addresses are banned", len(banned))
	}
}

func TestOpeningAFullListTakesMemoryInProportionToIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.toml")
	var full file
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses {
		a = a.Next()
		full.Banned = append(full.Banned, a)
		a = a.Next()
		full.Allowed = append(full.Allowed, a)
	}
	must(t, settings.Write(path, preface, full))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	l := open(t, path)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 256<<20 {
		t.Errorf("it allocates %d MiB", n>>20)
	}
	if banned, allowed := l.Lists(); !slices.Equal(banned, full.Banned) || !slices.Equal(allowed, full.Allowed) {
		t.Error("the lists differ from the saved ones")
	}
}

func TestAPersonCanReadTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	l := open(t, path)
	must(t, l.Ban(anna))
	text, err := os.ReadFile(path)
	must(t, err)
	if !strings.Contains(string(text), "'192.168.1.40'") || !strings.HasPrefix(string(text), "#") {
		t.Errorf("it says\n%s", text)
	}
	if banned, _ := l.Lists(); !slices.Equal(banned, []netip.Addr{anna}) {
		t.Error(banned)
	}
}

func TestAnOldFileIsReadAndTheNewOneWritten(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	old, path := filepath.Join(folder, "guests.toml"), filepath.Join(folder, "access.toml")
	const text = "banned = ['192.168.1.40']\nwelcome = ['192.168.1.41']\n"
	must(t, os.WriteFile(old, []byte(text), 0o600))
	l := open(t, path)
	if !l.IsBanned(anna) || !l.IsAllowed(ben) {
		t.Error(l.Lists())
	}
	must(t, l.Remove(anna))
	if l := open(t, path); l.IsBanned(anna) || !l.IsAllowed(ben) {
		banned, allowed := l.Lists()
		t.Error("after a change:", banned, allowed)
	}
	if kept, err := os.ReadFile(old); err != nil || string(kept) != text {
		t.Errorf("the old file holds %q (%v)", kept, err)
	}
}

func TestTwoProgramsKeepEachOthersChanges(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	first, second := open(t, path), open(t, path)
	must(t, first.Ban(anna))
	must(t, second.Allow(ben))
	if l := open(t, path); !l.IsBanned(anna) || !l.IsAllowed(ben) {
		banned, allowed := l.Lists()
		t.Error("the file has", banned, allowed)
	}
	if !second.IsBanned(anna) {
		t.Error("a ban that was there at the change does not hold")
	}
	if !first.Refresh() || !first.IsAllowed(ben) {
		t.Error("Refresh does not take over what was allowed")
	}
	must(t, first.Remove(anna))
	if !second.Refresh() || second.IsBanned(anna) {
		t.Error("Refresh does not take over the end of a ban")
	}
}

func TestManyProgramsThatChangeTheListAtTheSameTimeLoseNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	const programs, bans = 4, 10
	var all sync.WaitGroup
	for p := range programs {
		l := open(t, path)
		all.Go(func() {
			for n := range bans {
				if err := l.Ban(netip.AddrFrom4([4]byte{10, 0, byte(p), byte(n)})); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if banned, _ := open(t, path).Lists(); len(banned) != programs*bans {
		t.Errorf("%d of %d addresses are banned", len(banned), programs*bans)
	}
}

func TestProgramsThatReadTheOldFileKeepEachOthersChanges(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "guests.toml"), []byte("banned = ['192.168.1.40']\n"), 0o600))
	path := filepath.Join(folder, "access.toml")
	first, second := open(t, path), open(t, path)
	must(t, first.Remove(anna))
	must(t, second.Ban(ben))
	if l := open(t, path); l.IsBanned(anna) || !l.IsBanned(ben) {
		banned, allowed := l.Lists()
		t.Error("the file has", banned, allowed)
	}
}
