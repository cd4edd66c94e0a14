package library_test

import (
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
)

func TestTheBuiltInGamesAreAsDocumented(t *testing.T) {
	l, err := library.New(assets.Games(), filepath.Join(t.TempDir(), "none"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	sentence := regexp.MustCompile(`^For [^.]*\.$`)
	for _, it := range l.Items() {
		names = append(names, it.Name)
		if !sentence.MatchString(it.Game.About) {
			t.Errorf("%s is %q, want one sentence that names the clients", it.Name, it.Game.About)
		}
		if it.Path != "" || it.Err != nil {
			t.Errorf("%s is %+v", it.Name, it)
		}
	}
	want := []string{
		"Echo", "Positions", "Objects", "Chat lines", "Chat with names", "Chat with 64-byte headers",
		"Chat for Java", "Turn-based relay", "Acknowledge",
	}
	if !reflect.DeepEqual(names, want) {
		t.Errorf("the games are %q, want %q", names, want)
	}
	if first := l.Items()[0].Game; !reflect.DeepEqual(gamefile.Encode(first), gamefile.Encode(withAbout(game.Echo(), first.About))) {
		t.Errorf("the game Echo is\n%s\nand without a file it is\n%s", gamefile.Encode(first), gamefile.Encode(game.Echo()))
	}
	files, err := fs.Glob(assets.Games(), "*")
	if err != nil || len(files) != len(want) {
		t.Errorf("the files are %q (%v)", files, err)
	}
}

func withAbout(g *game.Game, about string) *game.Game {
	g.About = about
	return g
}
