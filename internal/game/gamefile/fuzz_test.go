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

// FuzzDecode checks that any content is a game that survives encoding and decoding, or an error of one line with the file's
// name.
func FuzzDecode(f *testing.F) {
	for _, content := range []string{
		swapFile, relayFile, replyFile, gapFile, "", "rule = 'echo'", "\ufeffrule = 'echo'", "rule = echo", "rule = 'echo'\n[framing]\n",
		"framing = {in = 'end:;', out = \"end:\\u0000\"}\nrule = 'echo'", "rule = 'swap'\nstate_files = ['a.bin', 'below/../a.bin']",
		bytesFiles, "rule = 'reply'\nreply_file = 'a.bin'", "rule = 'echo'\ngreeting = [['a', \"\\x80\"], 'b']\ngreeting_raw = true", "reply = \"\\\\x80\\xff\"",
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
			return // escape sequences have made it longer
		}
		if err != nil || !equal(again, g) {
			t.Fatalf("%v\nthe decoded game is\n%+v\nwant\n%+v\nfrom\n%s", err, again, g, written)
		}
	})
}
