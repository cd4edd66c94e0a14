package terminal

import (
	"strings"
	"testing"

	"porchlight/test/program"
)

// recipe hosts the game file under a heading of docs/games.md.
func recipe(t *testing.T, heading string, changes ...string) *program.Program {
	t.Helper()
	for _, e := range examples(t) {
		if e.under == heading {
			return program.Host(t, builtPath, "--game", gameFile(t, strings.NewReplacer(changes...).Replace(e.toml)))
		}
	}
	t.Fatalf("docs/games.md has no game file under %q", heading)
	return nil
}

func TestTwoGamesOfGameMakerConnectAndPlay(t *testing.T) {
	t.Parallel()
	recipe(t, "GameMaker").RunClient("gamemaker.py")
}

func TestTwoJavaProgramsSendEachOtherObjects(t *testing.T) {
	t.Parallel()
	recipe(t, "Java's object streams").RunClient("ObjectStreams.java")
}

func TestJavaProgramsThatMakeTheirInputStreamFirstSendEachOtherObjects(t *testing.T) {
	t.Parallel()
	recipe(t, "Java's object streams", "name_reply_hex", "greeting_hex").RunClient("ObjectStreams.java", "input-first")
}

func TestTwoSketchesOfProcessingHearEachOther(t *testing.T) {
	t.Parallel()
	recipe(t, "Processing").RunClient("Sketches.java", "*")
	recipe(t, "Processing", "in = 'end:*'", `in = "line"`).RunClient("Sketches.java", "\n")
}

func TestLinesInUTF16ArePassedOnWhole(t *testing.T) {
	t.Parallel()
	recipe(t, "Lines in UTF-16").RunClient("utf16.js")
}
