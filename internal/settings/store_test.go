package settings

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func never(t *testing.T) func(error) {
	return func(err error) { t.Error("a change was not kept:", err) }
}

func open(t *testing.T, path string) *Store {
	t.Helper()
	v, err := Open(path, never(t))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWhatIsSetIsThereAtTheNextStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder", "settings.toml")
	v := open(t, path)
	v.SetBool("yes", true)
	v.SetInt("port", 5556)
	v.SetFloat("width", 960.5)
	v.SetFloat("height", 640)
	v.SetString("owner", "Ada = \"7b\"\n# no comment\x00\u202e")
	v.SetInt("port", 5557)
	v.Flush()
	for _, v := range []*Store{v, open(t, path)} {
		if !v.Bool("yes") || v.IntWithFallback("port", 1) != 5557 || v.FloatWithFallback("width", 1) != 960.5 ||
			v.FloatWithFallback("height", 1) != 640 || v.String("owner") != "Ada = \"7b\"\n# no comment\x00\u202e" {
			t.Errorf("%v is kept", v.values)
		}
	}
}

func TestWhatIsNotThereOrOfAnotherKindGivesWhatTheCallSays(t *testing.T) {
	v := open(t, filepath.Join(t.TempDir(), "settings.toml"))
	for range 2 {
		if v.Bool("x") || !v.BoolWithFallback("x", true) || v.IntWithFallback("x", 7) != 7 || v.FloatWithFallback("x", 7.5) != 7.5 ||
			v.StringWithFallback("y", "z") != "z" || v.String("y") != "" {
			t.Errorf("with %v", v.values)
		}
		v.SetString("x", "text")
		v.SetInt("y", 1)
	}
	if v.FloatWithFallback("y", 7.5) != 1 {
		t.Error("a whole number is no number")
	}
}

func TestADamagedFileIsSetAsideAsItWas(t *testing.T) {
	for _, damaged := range []string{"port = ", "port = 5556\n\xff", "[", "\x00\x00\x00\x00", strings.Repeat("{", 10_000)} {
		path := filepath.Join(t.TempDir(), "settings.toml")
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(path, never(t))
		bad, ok := errors.AsType[*DamagedError](err)
		if !ok || bad.Path != path || v.IntWithFallback("port", 1) != 1 {
			t.Fatalf("%.20q: %v, %v", damaged, err, v.values)
		}
		if aside, err := os.ReadFile(bad.Backup); string(aside) != damaged || err != nil {
			t.Errorf("%.20q: aside lies %.20q, %v", damaged, aside, err)
		}
		v.SetInt("port", 2)
		v.Flush()
		if again := open(t, path); again.IntWithFallback("port", 1) != 2 {
			t.Errorf("%.20q: it does not go on under the old name", damaged)
		}
	}
}

func TestWhatCannotBeReadIsLeftAloneAndNothingIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.Mkdir(path, 0o700); err != nil { // a folder cannot be read as a file, not even by root
		t.Fatal(err)
	}
	v, err := Open(path, never(t))
	if _, damaged := errors.AsType[*DamagedError](err); err == nil || damaged {
		t.Fatal("it says", err)
	}
	v.SetInt("port", 2)
	v.Flush()
	if v.IntWithFallback("port", 1) != 2 {
		t.Error("the change does not hold for now")
	}
	if entries, err := os.ReadDir(path); len(entries) != 0 || err != nil {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestAChangeThatCannotBeWrittenIsToldAndHolds(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "folder")
	var told []error
	v, err := Open(filepath.Join(folder, "settings.toml"), func(err error) { told = append(told, err) })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // where the folder would be
		t.Fatal(err)
	}
	v.SetInt("port", 2)
	v.Flush()
	v.SetInt("port", 2) // nothing new
	v.Flush()
	if len(told) != 1 || v.IntWithFallback("port", 1) != 2 {
		t.Errorf("told %v, with %v", told, v.values)
	}
}

func TestManyMayChangeAtOnceAndTheLastIsOnTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	v := open(t, path)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 20 {
				v.SetInt("port", 100*i+n)
				if n%4 == i%4 {
					v.Flush()
				}
			}
		})
	}
	all.Wait()
	v.Flush()
	if a, b := v.IntWithFallback("port", -1), open(t, path).IntWithFallback("port", -2); a != b {
		t.Errorf("%d in memory and %d on the disk", a, b)
	}
}

func TestAChangeWaitsForNoDiskAndIsWrittenSoonAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "settings.toml")
		v := open(t, path)
		for _, text := range []string{"A", "Ad", "Ada"} { // as it is typed
			v.SetString("owner", text)
			time.Sleep(SaveDelay / 4)
			synctest.Wait()
			if _, err := os.Stat(path); err == nil {
				t.Fatalf("after %q the file is there", text)
			}
		}
		time.Sleep(SaveDelay / 4)
		synctest.Wait()
		if got := open(t, path).String("owner"); got != "Ada" {
			t.Errorf("%v after the first change, the file has %q", SaveDelay, got)
		}
		v.SetString("owner", "Bob")
		time.Sleep(SaveDelay)
		synctest.Wait()
		if got := open(t, path).String("owner"); got != "Bob" {
			t.Errorf("after the next change, the file has %q", got)
		}
	})
}

func TestAChangeReturnsWhileTheDiskHangs(t *testing.T) {
	v := open(t, filepath.Join(t.TempDir(), "settings.toml"))
	v.saving.Lock() // as while a write is under way
	v.SetInt("port", 2)
	if v.IntWithFallback("port", 1) != 2 {
		t.Error("the change does not hold")
	}
	v.saving.Unlock()
	v.Flush()
}

func TestAFlushWritesAtOnceAndOnlyWhatIsNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	v := open(t, path)
	v.Flush()
	if _, err := os.Stat(path); err == nil {
		t.Error("without a change the file is written")
	}
	v.SetInt("port", 2)
	v.Flush()
	if got := open(t, path).IntWithFallback("port", 1); got != 2 {
		t.Errorf("the file has %d", got)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	v.Flush()
	if _, err := os.Stat(path); err == nil {
		t.Error("the same is written again")
	}
}

func TestTheZeroStoreKeepsItsValuesInMemory(t *testing.T) {
	var v Store
	v.SetInt("port", 2)
	v.Flush()
	if v.IntWithFallback("port", 1) != 2 {
		t.Error("the change does not hold")
	}
}
