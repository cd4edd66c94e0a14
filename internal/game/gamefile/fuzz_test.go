package gamefile

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"porchlight/assets"
)

// FuzzParse: whatever a game file holds, it is a game that is written and read again the same, or the
// error says so in one line with the file's name.
func FuzzParse(f *testing.F) {
	for _, content := range []string{
		everything, passing, replying, "", "rule = 'echo'", "\ufeffrule = 'echo'", "rule = echo", "rule = 'echo'\n[framing]\n",
		"framing = {in = 'end:;', out = \"end:\\u0000\"}\nrule = 'echo'", "rule = 'swap'\nstate_files = ['a.bin', 'below/../a.bin']",
		"rule = 'swap'\n'a.b' = 1", "a.b.c = 1", "[a.b]\n[[c]]", "name = '''\n a'''\nrule = \"\\u0065cho\"", "greeting = [[], {}, 1.5, 1979-05-27]",
	} {
		f.Add([]byte(content))
	}
	files, err := fs.Glob(assets.Games(), "*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		content, err := fs.ReadFile(assets.Games(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	folder := fstest.MapFS{"a.bin": {Data: []byte("A")}}
	f.Fuzz(func(t *testing.T, content []byte) {
		g, err := decode(content, "my.toml", folder)
		if err != nil {
			wrong, ok := errors.AsType[*Error](err)
			if !ok || g != nil || !strings.HasPrefix(err.Error(), "my.toml") || strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Fatalf("%+v, %v", g, err)
			}
			if lines := 1 + bytes.Count(content, []byte("\n")); wrong.Line < 0 || wrong.Line > lines {
				t.Fatalf("line %d of %d: %v", wrong.Line, lines, err)
			}
			return
		}
		written := Encode(g)
		again, err := decode(written, "other.toml", folder)
		if len(written) > maxGameFile {
			return // escapes made it longer
		}
		if err != nil || !equal(again, g) {
			t.Fatalf("%v\nit came back as\n%+v\nand was\n%+v\nby way of\n%s", err, again, g, written)
		}
	})
}
