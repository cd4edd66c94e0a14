package gamefile

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// anyGame draws a valid game with texts that are difficult to encode.
func anyGame() *rapid.Generator[*game.Game] {
	return rapid.Custom(func(t *rapid.T) *game.Game {
		awkward := rapid.StringOf(rapid.SampledFrom([]rune("ab\"'\\\n\r\t\x00\x1f\x7f#=[]{}{seat}日🎮\u202e\ufeff\u00a0 ")))
		text := rapid.OneOf(rapid.String(), awkward).Filter(func(s string) bool { return controlIn(s) == 0 })
		list := rapid.OneOf(rapid.SliceOfN(text, 0, 4))
		file := rapid.SampledFrom([]string{"a.bin", "below/b.bin"})
		digits := rapid.StringMatching(`([0-9a-fA-F]{2}[ \n]?){1,5}`)
		// sent draws one form of a text.
		sent := func(text *string, bytes *game.Bytes, name string, g *rapid.Generator[string]) {
			switch rapid.IntRange(0, 2).Draw(t, "form of "+name) {
			case 0:
				*text = g.Draw(t, name)
			case 1:
				bytes.Hex = digits.Draw(t, name)
			case 2:
				bytes.File = file.Draw(t, name)
			}
		}
		framings := rapid.Custom(func(t *rapid.T) framing.Framing {
			name := rapid.SampledFrom(framing.Names()).Draw(t, "framing")
			name = strings.Replace(name, ":N", ":"+rapid.SampledFrom([]string{"1", "10", "64"}).Draw(t, "size"), 1)
			if strings.HasPrefix(name, "end:") {
				name = "end:" + strings.ReplaceAll(string(rapid.SliceOfN(rapid.Byte(), 1, 8).Draw(t, "end")), `\`, `\\`)
			}
			f, err := framing.Parse(name)
			if err != nil {
				t.Fatal(err)
			}
			return f
		})
		g := &game.Game{
			Name:      strings.TrimSpace(text.Draw(t, "name")) + "!",
			About:     text.Draw(t, "about"),
			Rule:      rapid.SampledFrom(game.RuleNames()).Draw(t, "rule"),
			Players:   rapid.IntRange(0, game.MaxPlayers).Draw(t, "players"),
			Room:      rapid.IntRange(0, game.MaxPlayers).Draw(t, "room"),
			NameFirst: rapid.Bool().Draw(t, "name first"),
			Buffer:    rapid.IntRange(1, framing.MaxBuffer).Draw(t, "buffer"),
			Largest:   rapid.IntRange(1, game.MaxLargest).Draw(t, "largest"),
			In:        framings.Draw(t, "in"),
			Out:       framings.Draw(t, "out"),
		}
		if g.Rule == game.RuleForward {
			g.NameFirst = false
			words := rapid.SliceOfN(rapid.StringMatching(`[^\x00]{1,10}`), 0, 3)
			g.Server.Command = words.Draw(t, "command")
			if len(g.Server.Command) > 0 {
				g.Server.Folder = text.Draw(t, "folder")
				g.Server.Environment = rapid.SliceOfN(rapid.StringMatching(`[A-Z]{1,4}=[^\x00]{0,5}`), 0, 3).Draw(t, "environment")
				g.Server.Restart = rapid.Bool().Draw(t, "restart")
			}
			if len(g.Server.Command) == 0 || rapid.Bool().Draw(t, "has an address") {
				g.Server.Address = rapid.SampledFrom([]string{"127.0.0.1:5556", "localhost:1", "[::1]:65535"}).Draw(t, "server")
			}
			g.Server.ProxyProtocol = rapid.Bool().Draw(t, "proxy protocol")
			return g
		}
		sent(&g.AnnounceJoin, &g.JoinBytes, "join", text)
		sent(&g.AnnounceLeave, &g.LeaveBytes, "leave", text)
		sent(&g.Roster, &g.RosterBytes, "roster", text)
		if g.NameFirst {
			sent(&g.NameReply, &g.NameReplyBytes, "name reply", text)
		}
		switch rapid.IntRange(0, 2).Draw(t, "form of greeting") {
		case 0:
			g.Greeting = rapid.SliceOfN(list, 0, 4).Draw(t, "greeting")
		case 1:
			g.GreetingHex = rapid.SliceOfN(rapid.SliceOfN(digits, 0, 3), 0, 3).Draw(t, "greeting")
		case 2:
			g.GreetingFiles = rapid.SliceOfN(rapid.SliceOfN(file, 0, 3), 0, 3).Draw(t, "greeting")
		}
		g.GreetingRaw = g.HasGreeting() && rapid.Bool().Draw(t, "greeting raw")
		switch g.Rule {
		case game.RuleReply:
			sent(&g.Reply, &g.ReplyBytes, "reply", rapid.Map(text, func(s string) string { return s + "." }))
		case game.RuleSwap:
			switch rapid.IntRange(0, 2).Draw(t, "form of state") {
			case 0:
				g.State = list.Draw(t, "state")
			case 1:
				g.StateHex = rapid.SliceOfN(digits, 0, 3).Draw(t, "state")
			case 2:
				g.StateFiles = rapid.SliceOfN(file, 0, 3).Draw(t, "state")
			}
		case game.RuleRelay, game.RuleBroadcast:
			sent(&g.Prefix, &g.PrefixBytes, "prefix", text)
			sent(&g.Suffix, &g.SuffixBytes, "suffix", text)
			g.NameFrame = rapid.Bool().Draw(t, "name frame")
		}
		if g.Out == (framing.Framing{}) && !g.NameFrame {
			g.Gap = time.Duration(rapid.Int64Range(0, int64(game.MaxGap)).Draw(t, "gap"))
		}
		return g
	})
}

func TestAnEncodedGameIsDecodedUnchanged(t *testing.T) {
	folder := fstest.MapFS{"a.bin": {Data: []byte("A")}, "below/b.bin": {Data: []byte("B")}}
	rapid.Check(t, func(t *rapid.T) {
		g := anyGame().Draw(t, "game")
		written := Encode(g)
		if len(written) > maxGameFile {
			t.Skip("too large for a file")
		}
		again, err := decode(written, "other.toml", folder)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if !bytes.Equal(Encode(again), written) {
			t.Fatalf("encoded again, the file is\n%s\nand was\n%s", Encode(again), written)
		}
		for _, name := range g.FileNames() {
			if len(again.Files[name]) == 0 {
				t.Fatalf("the file %s is not read", name)
			}
		}
		again.Files = nil
		if !equal(again, g) {
			t.Fatalf("the decoded game is\n%+v\nwant\n%+v\nfrom\n%s", again, g, written)
		}
	})
}

func TestEncodeOmitsDefaults(t *testing.T) {
	want := "name = 'Echo'\nrule = 'echo'\nplayers = 2\n\n[framing]\nin = 'raw'\n"
	if got := string(Encode(game.Echo())); got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
	g := game.Echo()
	g.Greeting, g.Room, g.Buffer, g.Out = [][]string{{"a"}, {"b"}}, 2, 4096, mustParse(t, "line")
	want = "name = 'Echo'\nrule = 'echo'\nplayers = 2\nroom = 2\ngreeting = ['a', 'b']\nbuffer = 4096\n\n[framing]\nin = 'raw'\nout = 'line'\n"
	if got := string(Encode(g)); got != want {
		t.Errorf("the file is\n%s\nwant\n%s", got, want)
	}
}

func TestSaveIsAtomic(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "game.toml")
	old, young := game.Echo(), game.Echo()
	old.About, young.About = strings.Repeat("old ", 5000), strings.Repeat("young ", 5000)
	if err := Save(path, old); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	if runtime.GOOS == "windows" { // an open file cannot be replaced there
		_ = reader.Close()
	}
	if err := Save(path, young); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		if seen, err := io.ReadAll(reader); err != nil || !bytes.Equal(seen, Encode(old)) {
			t.Errorf("a reader of the old file sees %.80q (%v)", seen, err)
		}
	}
	wantContent(t, path, string(Encode(young)))
	wantOnlyFile(t, folder, "game.toml")
}

func TestAReaderNeverSeesAPartlySavedGame(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file that is being read cannot be replaced on Windows: not tested there")
	}
	path := filepath.Join(t.TempDir(), "game.toml")
	one, other := game.Echo(), game.Echo()
	one.About, other.About = strings.Repeat("x", 50_000), "y"
	if err := Save(path, one); err != nil {
		t.Fatal(err)
	}
	var saving sync.WaitGroup
	saving.Go(func() {
		for i := range 100 {
			if err := Save(path, []*game.Game{one, other}[i%2]); err != nil {
				t.Error(err)
			}
		}
	})
	for range 500 {
		if g, err := Load(path); err != nil || g.About != one.About && g.About != other.About {
			t.Errorf("a partly saved game: %v", err)
			break
		}
	}
	saving.Wait()
}

func TestAFailedSaveKeepsTheOldFile(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "game.toml")
	writeFile(t, taken, "inside.txt", "kept") // a folder, which no file can replace
	if err := Save(taken, game.Echo()); err == nil {
		t.Error("Save succeeds in place of a folder")
	}
	wantContent(t, filepath.Join(taken, "inside.txt"), "kept")
	wantOnlyFile(t, folder, "game.toml")
	if err := Save(filepath.Join(folder, "none", "game.toml"), game.Echo()); err == nil {
		t.Error("Save succeeds in a missing folder")
	}
}
