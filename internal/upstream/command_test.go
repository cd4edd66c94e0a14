package upstream

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestArgumentsAreQuotedAsAShellNeedsIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ arg, unix, windows string }{
		{"server.py", "server.py", "server.py"},
		{"my server.py", `"my server.py"`, `"my server.py"`},
		{"", `""`, `""`},
		{"it's", `"it's"`, `"it's"`},
		{"$HOME", `'$HOME'`, `"$HOME"`},
		{`C:\a b`, `'C:\a b'`, `"C:\a b"`},
		{`C:\a`, `'C:\a'`, `C:\a`},
		{`a"b`, `'a"b'`, `"a\"b"`},
		{"a;b", `"a;b"`, `"a;b"`},
		{"é", "é", "é"},
	} {
		if got := quote(c.arg, "linux"); got != c.unix {
			t.Errorf("%q becomes %s, want %s", c.arg, got, c.unix)
		}
		if got := quote(c.arg, "windows"); got != c.windows {
			t.Errorf("on Windows %q becomes %s, want %s", c.arg, got, c.windows)
		}
	}
	if got := (Command{Args: []string{"a\nb", "\u202e"}}).String(); got != `"a\nb" \u202e` {
		t.Errorf("what a terminal obeys is shown as %s", got)
	}
}

func TestAFingerprintChangesWithAllThatIsRun(t *testing.T) {
	t.Parallel()
	file := writeFile(t, "server.py", "print(1)")
	base := Command{Args: []string{"python3", "server.py", "5555"}, Folder: filepath.Dir(file), Env: []string{"A=1"}}
	seen := map[string]string{}
	add := func(name string, c Command, content bool) string {
		t.Helper()
		sum, err := c.Fingerprint(content)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[sum]; ok {
			t.Errorf("%s has the fingerprint of %s", name, other)
		}
		seen[sum] = name
		return sum
	}
	with := func(change func(*Command)) Command {
		c := Command{Args: slices.Clone(base.Args), Folder: base.Folder, Env: slices.Clone(base.Env)}
		change(&c)
		return c
	}
	plain := add("the base", base, false)
	add("other arguments", with(func(c *Command) { c.Args[2] = "5556" }), false)
	add("arguments that are cut elsewhere", with(func(c *Command) { c.Args = []string{"python3", "server.py5555"} }), false)
	add("an argument that is a variable", with(func(c *Command) { c.Args, c.Env = append(c.Args, "A=1"), nil }), false)
	add("another broken byte", with(func(c *Command) { c.Args[2] = "\xff" }), false)
	add("a broken byte", with(func(c *Command) { c.Args[2] = "\xfe" }), false)
	add("another folder", with(func(c *Command) { c.Folder = t.TempDir() }), false)
	add("another variable", with(func(c *Command) { c.Env[0] = "A=2" }), false)
	content := add("the base with its content", base, true)
	if again, _ := base.Fingerprint(true); again != content {
		t.Error("the same command has another fingerprint")
	}
	writeInto(t, base.Folder, "server.py", "print(2)")
	add("another content", base, true)
	if again, _ := base.Fingerprint(false); again != plain {
		t.Error("the content changes the fingerprint without it")
	}
	program := with(func(c *Command) { c.Args = []string{"./server"} })
	writeInto(t, base.Folder, "server", "1")
	add("a program", program, true)
	writeInto(t, base.Folder, "server", "2")
	add("another program of that name", program, true)
}

func TestAFingerprintOfAFileThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	if os.Geteuid() <= 0 {
		t.Skip("this account may read everything, or this system has no such permission")
	}
	file := writeFile(t, "server.py", "")
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := (Command{Args: []string{"python3", file}}).Fingerprint(true); err == nil {
		t.Error("there is no error")
	}
}

func TestThePersonsVariablesWin(t *testing.T) {
	t.Setenv("PYTHONUNBUFFERED", "0")
	t.Setenv("PATH", "/outer")
	env := Command{Env: []string{"PATH=/inner", "PYTHONIOENCODING=latin-1", "X=1", "X=2", "BAD=\x00"}}.environment()
	for name, want := range map[string]string{"PYTHONUNBUFFERED": "0", "PYTHONIOENCODING": "latin-1", "PATH": "/inner", "X": "2", "BAD": ""} {
		if got := variable(env, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
		n := 0
		for _, e := range env {
			if len(e) > len(name) && e[:len(name)+1] == name+"=" {
				n++
			}
		}
		if n > 1 {
			t.Errorf("%s is there %d times", name, n)
		}
	}
}
