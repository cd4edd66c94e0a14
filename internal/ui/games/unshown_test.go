package games

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"porchlight/internal/game/gamefile"
)

func TestKeysWithoutAFieldAreKeptWhenAGameIsEdited(t *testing.T) {
	w := open(t)
	path := filepath.Join(w.library.Folder(), "bytes.toml")
	writeFile(t, filepath.Join(w.library.Folder(), "a.bin"), "\xff", 0)
	writeFile(t, path, `name = "Bytes"
rule = "broadcast"
greeting_hex = [["ac ed", "00 05"], "ff"]
greeting_raw = true
prefix_hex = "80"
suffix_file = "a.bin"
roster_hex = "81"
announce_join_file = "a.bin"
announce_leave_hex = "82"
name_first = true
name_reply_hex = "83"

[framing]
in = "line"
`, 0)
	w.WaitFor("the new game", func() bool { w.Poll(); return strings.Contains(strings.Join(w.names(), " "), "Bytes") })
	w.selectGame("Bytes")
	if keys := w.invalidKeys(); len(keys) > 0 {
		t.Fatalf("errors are shown at %q", keys)
	}
	want := w.fromDisk()
	if got := w.input("prefix").hint.Text; !strings.HasPrefix(got, "The game's file has this as prefix_hex, which stays.") {
		t.Errorf("the hint is %q", got)
	}
	w.fill("about", "Edited.")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	want.About = "Edited."
	if got := w.fromDisk(); !reflect.DeepEqual(got, want) {
		t.Errorf("saved is\n%s\nwant\n%s", gamefile.Encode(got), gamefile.Encode(want))
	}
}

func TestATextBesideItsBytesIsAnErrorInASentence(t *testing.T) {
	w := open(t)
	writeFile(t, filepath.Join(w.library.Folder(), "bytes.toml"), "name = 'Bytes'\nrule = 'reply'\nreply_hex = '80'", 0)
	w.WaitFor("the new game", func() bool { w.Poll(); return strings.Contains(strings.Join(w.names(), " "), "Bytes") })
	w.selectGame("Bytes")
	w.fill("reply", "yes")
	w.WaitForText("reply_hex: cannot stand beside reply: one of the two is enough")
	if !w.saveButton.Disabled() {
		t.Error("it can be saved")
	}
	w.fill("reply", "")
	if w.saveButton.Disabled() {
		t.Error("it cannot be saved without the text")
	}
}
