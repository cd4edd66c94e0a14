package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/uitest"
)

// openBanner shows a banner above a button labelled "Below", in a window of its own. clicks counts clicks on that.
func openBanner(t *testing.T) (h *uitest.Harness, b *Banner, clicks *int) {
	t.Helper()
	a, q := uitest.NewApp(theme.VariantLight), uitest.NewQueue()
	a.Settings().SetTheme(NewTheme())
	w := a.NewWindow("")
	b, clicks = NewBanner(), new(int)
	b.OnDismissed = func() {}
	below := widget.NewButton("Below", func() { *clicks++ })
	w.SetContent(b.Above(container.NewVBox(below)))
	w.Resize(fyne.NewSize(640, 420))
	w.Show()
	t.Cleanup(w.Close)
	return uitest.New(t, a, w, q), b, clicks
}

func TestAnActionCannotBePressedOnceItsNoticeIsGone(t *testing.T) {
	h, b, _ := openBanner(t)
	done := 0
	b.Show(Notice{ID: 1, Sentence: "The game is full.", Action: &Action{Label: "Allow 3 players", Do: func() { done++ }}})
	h.Texts()
	h.TabTo("Allow 3 players", 0)
	button, ok := h.Window.Canvas().Focused().(*Button)
	if !ok {
		t.Fatalf("the focus is on %T", h.Window.Canvas().Focused())
	}
	b.Clear()
	if f := h.Window.Canvas().Focused(); f != nil {
		t.Errorf("the hidden banner keeps the focus on %T", f)
	}
	h.App.Skip(2 * ClickDelay)
	button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) // a key that was already under way
	if done != 0 {
		t.Error("the action was done without its notice")
	}
}

func TestAKeyAnswersOnlyTheNoticeThatWasFocused(t *testing.T) {
	h, b, _ := openBanner(t)
	done := 0
	b.Show(Notice{ID: 1, Sentence: "First.", Action: &Action{Label: "Answer the first", Do: func() { done++ }}})
	h.Texts()
	h.TabTo("Answer the first", 0)
	b.Show(Notice{ID: 2, Sentence: "Second.", Trouble: true, Action: &Action{Label: "Answer the second", Do: func() { done++ }}})
	h.PressWindowKey(fyne.KeySpace)
	if done != 0 {
		t.Error("Space answered a notice that came under the focus")
	}
}

func TestAnUpdatedNoticeKeepsItsFocusAndItsButton(t *testing.T) {
	h, b, _ := openBanner(t)
	done := ""
	show := func(from string) {
		b.Show(Notice{ID: 1, Sentence: "Somebody at " + from + " could not join.", Action: &Action{Label: "Allow 3 players", Do: func() { done = from }}})
	}
	show("192.168.1.40")
	h.Texts()
	h.TabTo("Allow 3 players", 0)
	h.App.Skip(2 * ClickDelay)
	show("192.168.1.41")
	button, ok := h.Window.Canvas().Focused().(*Button)
	if !ok {
		t.Fatalf("the focus is on %T", h.Window.Canvas().Focused())
	}
	button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if done != "192.168.1.41" {
		t.Errorf("the action of %q was done", done)
	}
}

func TestAClickDoesNotHitAControlThatTheBannerHasJustMoved(t *testing.T) {
	h, b, clicks := openBanner(t)
	h.Click("Below")
	b.Show(Notice{ID: 1, Sentence: "News."})
	h.Texts()
	below := h.Find("Below")[0].Visible.Centre()
	h.ClickAgain(below)
	if *clicks != 1 {
		t.Error("a button was pressed right after it had moved")
	}
	h.ClickAt(below)
	if *clicks != 2 {
		t.Errorf("%d clicks: the button stays dead", *clicks)
	}
	b.Clear()
	h.Texts()
	h.ClickAgain(h.Find("Below")[0].Visible.Centre())
	if *clicks != 2 {
		t.Error("a button was pressed right after it had moved back")
	}
}

func TestASecondClickDoesNotAnswerTheNextNotice(t *testing.T) {
	h, b, _ := openBanner(t)
	done := map[string]int{}
	one := Notice{ID: 1, Sentence: "one.", Action: &Action{Label: "Do it", Do: func() { done["one"]++ }}}
	b.Show(Notice{ID: 2, Sentence: "two.", Action: &Action{Label: "Do it", Do: func() {
		done["two"]++
		b.Show(one)
	}}})
	h.Texts()
	at := h.Find("Do it")[0].Visible.Centre()
	h.ClickAt(at)
	h.ClickAgain(at)
	if done["two"] != 1 || done["one"] != 0 {
		t.Errorf("done was %v", done)
	}
	h.ClickAt(at)
	if done["one"] != 1 {
		t.Errorf("the next notice cannot be answered: %v", done)
	}
}

func TestAClickDoesNotAnswerANewNoticeWithTheLabelOfTheOldOne(t *testing.T) {
	h, b, _ := openBanner(t)
	kicked := ""
	show := func(id uint64, player string) {
		b.Show(Notice{ID: id, Sentence: player + " is no friend.", Action: &Action{Label: "Kick it", Do: func() { kicked += player }}})
	}
	show(1, "Player 1")
	h.Texts()
	at := h.Find("Kick it")[0].Visible.Centre()
	h.App.Skip(2 * ClickDelay)
	show(2, "Player 2")
	h.ClickAgain(at)
	if kicked != "" {
		t.Errorf("a click that was under way kicked %s", kicked)
	}
	h.ClickAt(at)
	if kicked != "Player 2" {
		t.Errorf("the button kicked %q, want Player 2", kicked)
	}
}

func TestANoticeWithoutAnIDReplacesEveryOther(t *testing.T) {
	h, b, clicks := openBanner(t)
	dismissed := 0
	b.OnDismissed = func() { dismissed++ }
	b.Show(Notice{Sentence: "First.", Trouble: true})
	h.Texts()
	at := h.Find("Dismiss")[0].Visible.Centre()
	h.App.Skip(2 * ClickDelay)
	b.Show(Notice{Sentence: "Second.", Trouble: true})
	h.ClickAgain(at)
	if !h.Shows("Second.") || h.Shows("First.") || dismissed != 0 {
		t.Errorf("a click that was under way dismissed the second notice; it shows %q", h.Texts())
	}
	h.ClickAt(at)
	if b.Box.Visible() || dismissed != 1 || *clicks != 0 {
		t.Errorf("dismissed %d times, visible %t", dismissed, b.Box.Visible())
	}
}

func TestAButtonThatHasJustChangedItsMeaningIsNotPressed(t *testing.T) {
	a, q := uitest.NewApp(theme.VariantLight), uitest.NewQueue()
	w := a.NewWindow("")
	defer w.Close()
	done := ""
	var b *Button
	b = NewButton("Start", func() {
		done += "start "
		b.SetAction("Stop", func() { done += "stop " })
	})
	w.SetContent(b)
	h := uitest.New(t, a, w, q)
	at := h.Where(b).Visible.Centre()
	h.ClickAt(at)
	h.ClickAgain(at)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if done != "start " {
		t.Errorf("done was %q", done)
	}
	h.ClickAt(at)
	if done != "start stop " {
		t.Errorf("done was %q", done)
	}
}
