package upstream

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// unixOnly skips a test of permissions or of #! on Windows, which has neither.
func unixOnly(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such thing")
	}
}

// installed returns a program with its arguments, and skips the test if it is not in PATH.
func installed(t *testing.T, command ...string) []string {
	t.Helper()
	if _, err := exec.LookPath(command[0]); err != nil {
		t.Skip(err)
	}
	return command
}

func TestAFileIsRunByItsLanguage(t *testing.T) {
	t.Parallel()
	unixOnly(t)
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"server.py", "", []string{"python3", "server.py"}},
		{"SERVER.PY", "", []string{"python3", "SERVER.PY"}},
		{"-m.py", "", []string{"python3", "./-m.py"}},
		{"server.js", "", []string{"node", "server.js"}},
		{"server.mjs", "", []string{"node", "server.mjs"}},
		{"server.cjs", "", []string{"node", "server.cjs"}},
		{"Server.java", "", []string{"java", "Server.java"}},
		{"my server.jar", "PK", []string{"java", "-jar", "my server.jar"}},
		{"Server.class", "\xca\xfe\xba\xbe", []string{"java", "-cp", ".", "Server"}},
		{"server", "#!/usr/bin/env python3\nprint()", []string{"python3", "server"}},
		{"server", "#!/usr/bin/env -S node --flag\n", []string{"node", "server"}},
		{"server", "#!/bin/sh -e\n", []string{"/bin/sh", "-e", "server"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !isPath(c.want[0]) {
				installed(t, c.want[0])
			}
			file := writeFile(t, c.name, c.content)
			got, err := CommandFor(file)
			if err != nil || !slices.Equal(got.Args, c.want) || got.Folder != filepath.Dir(file) {
				t.Errorf("the command is %v in %s, %v; want %v", got.Args, got.Folder, err, c.want)
			}
			if got.File() != file {
				t.Errorf("its file is %q, want %q", got.File(), file)
			}
		})
	}
}

func TestAnExecutableFileIsRunByItself(t *testing.T) {
	t.Parallel()
	unixOnly(t)
	script := writeFile(t, "server", "#!/bin/sh\necho hello\n")
	if err := os.Chmod(script, 0o700); err != nil {
		t.Fatal(err)
	}
	c, err := CommandFor(script)
	if err != nil || !slices.Equal(c.Args, []string{"./server"}) || c.File() != script {
		t.Fatalf("the command is %v, %v", c, err)
	}
	_, o := start(t, c)
	waitForLine(t, o, "hello")
}

func TestTheVirtualEnvironmentBesideAFileIsUsed(t *testing.T) {
	t.Parallel()
	unixOnly(t)
	for _, name := range []string{".venv", "venv", "env"} {
		file := writeFile(t, "server.py", "import sys; print('prefix', sys.prefix)")
		python := installed(t, "python3")
		folder := filepath.Join(filepath.Dir(file), name)
		if out, err := exec.Command(python[0], "-m", "venv", "--without-pip", folder).CombinedOutput(); err != nil {
			t.Skipf("no virtual environment can be made: %v %s", err, out)
		}
		c, err := CommandFor(file)
		if err != nil || c.Args[0] != filepath.Join(name, "bin", "python") {
			t.Fatalf("the command is %v, %v", c.Args, err)
		}
		_, o := start(t, c)
		if got := waitForLine(t, o, "prefix "); resolved(got) != resolved(folder) {
			t.Errorf("Python's prefix is %q, want %q", got, folder)
		}
		if c.File() != file {
			t.Errorf("its file is %q", c.File())
		}
	}
	file := writeFile(t, "server.py", "")
	broken := writeInto(t, filepath.Dir(file), "venv/bin/other", "")
	if err := os.Symlink(filepath.Join(filepath.Dir(broken), "none"), filepath.Join(filepath.Dir(broken), "python")); err != nil {
		t.Fatal(err)
	}
	if c, err := CommandFor(file); err != nil || strings.Contains(c.Args[0], "venv") {
		t.Errorf("a virtual environment without its Python is used: %v, %v", c, err)
	}
}

func TestWhatCannotBeRunSaysWhy(t *testing.T) {
	t.Parallel()
	unixOnly(t)
	folder := t.TempDir()
	executable := func(file string) string {
		if err := os.Chmod(file, 0o700); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, c := range []struct {
		file string
		want FileFault
	}{
		{filepath.Join(folder, "none.py"), NotThere},
		{folder, IsFolder},
		{os.DevNull, NotPlain},
		{writeFile(t, "notes.txt", "hello"), NotAProgram},
		{executable(writeFile(t, "notes.txt", "hello")), NotAProgram},
		{writeFile(t, "server.c", "int main"), IsSource},
		{executable(writeFile(t, "server.go", "package main")), IsSource},
		{writeFile(t, "server", "\x7fELF"), NotExecutable},
		{writeFile(t, "empty", ""), NotAProgram},
	} {
		got, err := CommandFor(c.file)
		var e *FileError
		if !errors.As(err, &e) || e.Fault != c.want || len(got.Args) > 0 {
			t.Errorf("%s: %v, %v; want %v", c.file, got, err, c.want)
		}
	}
	_, err := CommandFor(writeFile(t, "server", "#!/usr/bin/env no-such-program-anywhere\n"))
	var missing *MissingError
	if !errors.As(err, &missing) || !slices.Equal(missing.Programs, []string{"no-such-program-anywhere"}) {
		t.Errorf("the error is %v, want that the program is missing", err)
	}
}

func TestALanguageThatIsNotInstalledIsNamed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for name, want := range map[string]MissingError{
		"server.js":   {Language: "Node.js", Programs: []string{"node", "nodejs"}},
		"Server.java": {Language: "Java", Programs: []string{"java"}},
		"server.py":   {Language: "Python", Programs: []string{"python3", "python"}},
	} {
		if name == "server.py" && runtime.GOOS == "windows" {
			want.Programs = []string{"py", "python", "python3"}
		}
		_, err := CommandFor(writeFile(t, name, ""))
		var e *MissingError
		if !errors.As(err, &e) || e.Language != want.Language || !slices.Equal(e.Programs, want.Programs) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACompiledClassIsRunIfJavaCannotCompileAllSources(t *testing.T) {
	t.Parallel()
	installed(t, "java")
	source := writeFile(t, "Server.java", "")
	folder := filepath.Dir(source)
	args := func() string {
		c, err := CommandFor(source)
		if err != nil {
			t.Fatal(err)
		}
		if c.File() != source {
			t.Errorf("its file is %q, want the source", c.File())
		}
		return strings.Join(c.Args, " ")
	}
	class := writeInto(t, folder, "Server.class", "")
	if got := args(); got != "java Server.java" {
		t.Errorf("one source is run by %q", got)
	}
	writeInto(t, folder, "Helper.java", "")
	if got := args(); got != "java -cp . Server" {
		t.Errorf("one of two sources is run by %q", got)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(class, old, old); err != nil {
		t.Fatal(err)
	}
	if got := args(); got != "java Server.java" {
		t.Errorf("a source that is newer than its class is run by %q", got)
	}
}

func TestOnMacOSUsualFoldersComeBeforeTheSystems(t *testing.T) {
	t.Parallel()
	got := strings.Join(searchFolders("/usr/bin:/bin", "darwin"), ":")
	if want := "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin"; runtime.GOOS != "windows" && got != want {
		t.Errorf("the folders are %s, want %s", got, want)
	}
	if got := searchFolders("/a", "linux"); len(got) != 1 {
		t.Errorf("the folders are %v", got)
	}
}
