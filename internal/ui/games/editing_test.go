package games

import (
	"os"
	"reflect"
	"slices"
	"testing"

	"porchlight/internal/game"
)

func TestADuplicatedGameCanBeEditedAndSaved(t *testing.T) {
	w := open(t)
	w.selectGame("Acknowledge")
	w.Click("Duplicate")
	if got := w.current(); got != "Acknowledge 2" {
		t.Fatalf("the copy is %q", got)
	}
	w.fill("name", "Greeter")
	w.fill("about", "For my sister.")
	w.fill("players", "7")
	w.fill("reply", `ok\n`)
	w.fill("greeting", "welcome {seat}\nhi")
	if keys := w.invalidKeys(); len(keys) > 0 || w.saveButton.Disabled() {
		t.Fatalf("it cannot be saved: errors at %q", keys)
	}
	w.Click("Save changes")
	w.WaitForText("Saved.")
	g := w.fromDisk()
	if g.Name != "Greeter" || g.About != "For my sister." || g.Players != 7 || g.Reply != "ok\n" || !reflect.DeepEqual(g.Greeting, [][]string{{"welcome {seat}"}, {"hi"}}) || g.Rule != game.RuleReply {
		t.Errorf("on the disk is %+v", g)
	}
	if slices.Contains(w.names(), "Acknowledge 2") || !slices.Contains(w.names(), "Acknowledge") {
		t.Errorf("there are %q", w.names())
	}
}

func TestUnsavedChangesCanBeRestoredAfterAnotherGameIsOpened(t *testing.T) {
	w := open(t)
	w.selectGame("Echo")
	w.Click("Duplicate")
	w.fill("about", "For my sister.")
	w.selectGame("Positions")
	w.WaitForText("Changes to Echo 2 were not saved.")
	w.Click("Go back to them")
	if got := w.current(); got != "Echo 2" || w.input("about").entry.Text != "For my sister." {
		t.Fatalf("restored is %q with %q", got, w.input("about").entry.Text)
	}
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if got := w.fromDisk().About; got != "For my sister." {
		t.Errorf("on the disk is %q", got)
	}
	w.selectGame("Positions")
	if w.Shows("were not saved") {
		t.Error("saved changes are said to be unsaved")
	}
}

func TestAGameAndItsTwoDuplicatesHaveThreeNames(t *testing.T) {
	w := open(t)
	w.Click("Duplicate")
	w.Click("Duplicate")
	names := w.names()
	if !slices.Contains(names, "Echo") || !slices.Contains(names, "Echo 2") || !slices.Contains(names, "Echo 3") {
		t.Errorf("there are %q", names)
	}
}

func TestADuplicateOfAGameWhoseNameIsANumberKeepsTheNumber(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("name", "2048")
	w.Click("Save changes")
	w.Click("Duplicate")
	if got := w.current(); got != "2048 2" {
		t.Errorf("the copy is called %q", got)
	}
	w.Click("Duplicate")
	if got := w.current(); got != "2048 3" {
		t.Errorf("the copy of the copy is called %q", got)
	}
}

func TestAGameIsNotSavedUnderTheNameOfAnother(t *testing.T) {
	w := open(t)
	w.selectGame("Echo")
	w.Click("Duplicate")
	before := w.names()
	for _, name := range []string{"Echo", "acknowledge"} {
		w.fill("name", name)
		w.Click("Save changes")
		w.WaitForText("There is a game called " + name + " already. Choose another name.")
		if got := w.fromDisk().Name; got != "Echo 2" || !slices.Equal(w.names(), before) {
			t.Errorf("on the disk is %q, among %q", got, w.names())
		}
	}
	w.fill("name", "Parrot")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	w.WaitForNoText("There is a game called")
	if got := w.fromDisk().Name; got != "Parrot" {
		t.Errorf("on the disk is %q", got)
	}
}

func TestNewAddsAGameThatCanBeSaved(t *testing.T) {
	w := open(t)
	before := w.changes
	w.Click("New")
	if got := w.current(); got != "My game" || w.saveButton.Disabled() || w.deleteButton.Disabled() {
		t.Errorf("the new game is %q", got)
	}
	if got := w.fromDisk().Name; got != "My game" {
		t.Errorf("on the disk is %q", got)
	}
	w.Click("New")
	if got := w.current(); got != "My game 2" {
		t.Errorf("the second is %q", got)
	}
	if w.changes != before+2 {
		t.Errorf("OnChanged was called %d times for two games", w.changes-before)
	}
}

func TestADeletedGameCanBeRestored(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Precious.")
	w.Click("Save changes")
	file := w.item.Path
	before := w.changes
	w.Click("Delete")
	w.WaitForText("Deleted My game.")
	if _, err := os.Stat(file); err == nil || slices.Contains(w.names(), "My game") || w.changes != before+1 {
		t.Fatalf("it is still there, or OnChanged was called %d times", w.changes-before)
	}
	w.Click("Undo")
	if g := w.fromDisk(); g.Name != "My game" || g.About != "Precious." {
		t.Errorf("restored is %+v", g)
	}
	if w.changes != before+2 {
		t.Errorf("OnChanged was called %d times, want 2", w.changes-before)
	}
}
