package game

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// pickled is what Python's pickle makes of an object, more or less: bytes that are no text.
const pickled = "\x80\x04\x95\x00\x00{seat}\xff\r\n\x94."

func TestFilesAreSentAsTheyAre(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "one.pickle", pickled)
	write(t, folder, "below/two.pickle", "\x00")
	write(t, folder, "empty.pickle", "")
	write(t, folder, "lines.txt", " \n{seat}\r\n\n")
	g, err := Load(write(t, folder, "objects.toml", `rule = "swap"
room = 2
greeting_files = ["one.pickle", "below/two.pickle"]
state_files = ["./below/../below/two.pickle", "one.pickle"]
`))
	if err != nil {
		t.Fatal(err)
	}
	for seat, want := range []string{pickled, "\x00", pickled} {
		if text, ok := g.Texts().Greeting(&PlayerInfo{Seat: seat}); string(text) != want || !ok {
			t.Errorf("seat %d is greeted with %q, %v, want %q", seat, text, ok, want)
		}
	}
	r := g.NewRule()
	r.Join(0)
	answers(t, r, 0, "said", pickled)
	r.Leave(0)
	r.Join(1)
	answers(t, r, 1, "said", "\x00")

	g, err = Load(write(t, folder, "objects.toml", "rule = 'echo'\ngreeting_files = 'lines.txt'"))
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := g.Texts().Greeting(&PlayerInfo{}); string(text) != " \n{seat}\r\n\n" {
		t.Errorf("the greeting is %q", text)
	}

	g, err = Load(write(t, folder, "objects.toml", "rule = 'swap'\ngreeting_files = 'empty.pickle'\nstate_files = 'one.pickle'"))
	if err != nil {
		t.Fatal(err)
	}
	if text, ok := g.Texts().Greeting(&PlayerInfo{}); ok {
		t.Errorf("an empty file is a greeting, %q", text)
	}
}

func TestAFileThatIsNamedAndCannotBeSentIsToldWithItsLine(t *testing.T) {
	outside := write(t, t.TempDir(), "outside.bin", "secret")
	folder := t.TempDir()
	write(t, folder, "large.bin", strings.Repeat("x", 1<<20+1))
	write(t, folder, "longest.bin", strings.Repeat("x", 1<<20))
	write(t, folder, "folder/file.bin", "x")
	relative, err := filepath.Rel(folder, outside)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"none.bin", "large.bin", "folder", ".", "", "..", relative, outside, "folder/../" + filepath.ToSlash(relative), "folder/file.bin/x", "a\nb", "\u202e",
	} {
		for _, key := range []string{"greeting_files", "state_files"} {
			content := "name = 'x'\nrule = 'swap'\n" + key + " = [\n'longest.bin',\n" + quoteTOML(name) + "]"
			_, err := Load(write(t, folder, "game.toml", content))
			isFileError(t, err, key, 3, "game.toml, line 3: "+key, "cannot be read", "beside the game file", "1 MiB")
		}
	}
	if runtime.GOOS == "windows" {
		return
	}
	_, err = Load(write(t, folder, "game.toml", "rule = 'swap'\nstate_files = 'folder/file.bin'"))
	if err != nil {
		t.Error(err)
	}
}

func quoteTOML(s string) string {
	g := Game{Name: s}
	line, _, _ := bytes.Cut(g.TOML(), []byte("\n"))
	return string(bytes.TrimPrefix(line, []byte("name = ")))
}

func TestAGameInMemoryNamesFilesOfItsFolderOnly(t *testing.T) {
	files := fstest.MapFS{"a.bin": {Data: []byte("A")}}
	g, err := parse([]byte("rule = 'echo'\ngreeting_files = 'a.bin'"), "my.toml", files)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := g.Texts().Greeting(&PlayerInfo{}); string(text) != "A" {
		t.Errorf("the greeting is %q", text)
	}
	if _, err := os.Stat("a.bin"); err == nil {
		t.Error("this test proves nothing: there is a file a.bin")
	}
}
