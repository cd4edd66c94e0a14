package settings

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func noFailure(t *testing.T) func(error) {
	return func(err error) { t.Error("a change was not saved:", err) }
}

func open(t *testing.T, path string) *Store {
	t.Helper()
	v, err := Open(path, noFailure(t))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSettingsPersist(t *testing.T) {
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
			t.Errorf("the settings are %v", v.values)
		}
	}
}

func TestMissingSettingsAndOtherTypesHaveTheFallback(t *testing.T) {
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
		t.Error("an integer is not read as a number")
	}
}

func TestADamagedFileIsRenamedUnchanged(t *testing.T) {
	for _, damaged := range []string{"port = ", "port = 5556\n\xff", "[", "\x00\x00\x00\x00", strings.Repeat("{", 10_000)} {
		path := filepath.Join(t.TempDir(), "settings.toml")
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(path, noFailure(t))
		bad, ok := errors.AsType[*DamagedError](err)
		if !ok || bad.Path != path || v.IntWithFallback("port", 1) != 1 {
			t.Fatalf("%.20q: %v, %v", damaged, err, v.values)
		}
		if backup, err := os.ReadFile(bad.Backup); string(backup) != damaged || err != nil {
			t.Errorf("%.20q: the backup has %.20q, %v", damaged, backup, err)
		}
		v.SetInt("port", 2)
		v.Flush()
		if again := open(t, path); again.IntWithFallback("port", 1) != 2 {
			t.Errorf("%.20q: the settings are not saved under the old name", damaged)
		}
	}
}

func TestAFileThatWouldTakeLongIsRenamed(t *testing.T) {
	t.Parallel()
	var keys, fewer strings.Builder
	for i := range maxKeys {
		fmt.Fprintf(&fewer, "k%d = 1\n", i)
	}
	for i := range 60_000 {
		fmt.Fprintf(&keys, "k%d = 1\n", i)
	}
	for damaged, reason := range map[string]string{
		fewer.String() + "x = 1": "more than 100 keys",
		keys.String():            "more than 100 keys",
		"a = {b = [" + strings.Repeat("{c = 1}, ", maxKeys) + "]}": "more than 100 keys",
		"#" + strings.Repeat("x", maxSize):                         "too large",
		strings.Repeat("\x00", maxSize+1):                          "too large",
	} {
		path := filepath.Join(t.TempDir(), "settings.toml")
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(path, noFailure(t))
		bad, ok := errors.AsType[*DamagedError](err)
		if !ok || !strings.Contains(err.Error(), reason) || len(v.values) > 0 {
			t.Fatalf("%.20q: %v, %v, want %q", damaged, err, v.values, reason)
		}
		if backup, err := os.ReadFile(bad.Backup); string(backup) != damaged || err != nil {
			t.Errorf("%.20q: the backup has %.20q, %v", damaged, backup, err)
		}
	}
	path := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.WriteFile(path, []byte(fewer.String()+"#"+strings.Repeat("x", maxSize-fewer.Len()-1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if v := open(t, path); len(v.values) != maxKeys {
		t.Errorf("a file of 1 MiB with 100 keys has %d", len(v.values))
	}
}

func TestAnUnreadableFileIsNotWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.Mkdir(path, 0o700); err != nil { // a folder cannot be read as a file, not even by root
		t.Fatal(err)
	}
	v, err := Open(path, noFailure(t))
	if _, damaged := errors.AsType[*DamagedError](err); err == nil || damaged {
		t.Fatal("the error is", err)
	}
	v.SetInt("port", 2)
	v.Flush()
	if v.IntWithFallback("port", 1) != 2 {
		t.Error("the change does not take effect")
	}
	if entries, err := os.ReadDir(path); len(entries) != 0 || err != nil {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestAChangeThatCannotBeWrittenIsReportedAndLasts(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "folder")
	var failures []error
	v, err := Open(filepath.Join(folder, "settings.toml"), func(err error) { failures = append(failures, err) })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // in place of the folder
		t.Fatal(err)
	}
	v.SetInt("port", 2)
	v.Flush()
	v.SetInt("port", 2) // no change
	v.Flush()
	if len(failures) != 1 || v.IntWithFallback("port", 1) != 2 {
		t.Errorf("the errors are %v, the settings %v", failures, v.values)
	}
}

func TestConcurrentChangesAreSavedInOrder(t *testing.T) {
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
		t.Errorf("%d in memory and %d on disk", a, b)
	}
}

func TestAChangeIsWrittenAfterADelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "settings.toml")
		v := open(t, path)
		for _, text := range []string{"A", "Ad", "Ada"} { // as a person types
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
	v.saving.Lock() // as during a write
	v.SetInt("port", 2)
	if v.IntWithFallback("port", 1) != 2 {
		t.Error("the change does not take effect")
	}
	v.saving.Unlock()
	v.Flush()
}

func TestFlushWritesUnsavedChangesOnly(t *testing.T) {
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
		t.Error("the change does not take effect")
	}
}
