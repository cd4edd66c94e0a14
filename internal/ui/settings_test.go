package ui

import (
	"errors"
	"io/fs"
	"math"
	"strings"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/settings"
)

func TestTypedSettingsAreThereAfterARestart(t *testing.T) {
	h := open(t, withSavedPort)
	h.TypeInto(h.header.port, "6001")
	h.TypeInto(h.header.players, "No limit")
	h.window.Resize(fyne.NewSize(1111, 777))
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)

	again := openIn(t, h.App, withSavedPort)
	if got := again.header.port.Text; got != "6001" {
		t.Errorf("the port is %q", got)
	}
	if got := again.header.players.Text; got != "No limit" {
		t.Errorf("the limit is %q", got)
	}
	if got := again.window.Canvas().Size(); got != fyne.NewSize(1111, 777) {
		t.Errorf("the size is %v", got)
	}
	again.WaitForText("127.0.0.1:6001")
}

func TestStartingSavesThePortAndTheLimit(t *testing.T) {
	h := open(t, withSavedPort)
	h.TypeInto(h.header.port, "0")
	h.TypeInto(h.header.players, "9")
	h.startHosting()
	saved := h.App.Preferences()
	if saved.IntWithFallback("port", -1) != 0 || saved.Int("players") != 9 {
		t.Errorf("saved are port %d, limit %d", saved.Int("port"), saved.Int("players"))
	}
	h.TypeInto(h.header.players, "12")
	if got := saved.Int("players"); got != 12 {
		t.Errorf("saved is the limit %d", got)
	}
}

func TestFlagsDoNotChangeTheSavedSettings(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	saved := a.Preferences()
	saved.SetInt("port", 6001)
	saved.SetInt("players", 5)
	h := openIn(t, a, withPort(0), withLimit(8))
	if h.header.port.Text != "0" || h.header.players.Text != "8" {
		t.Errorf("the entries say %q and %q", h.header.port.Text, h.header.players.Text)
	}
	h.startHosting()
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	if saved.Int("port") != 6001 || saved.Int("players") != 5 {
		t.Errorf("saved are port %d, limit %d", saved.Int("port"), saved.Int("players"))
	}
}

func TestAnInvalidEntryIsNotSaved(t *testing.T) {
	h := open(t, withSavedPort)
	h.TypeInto(h.header.port, "6001")
	h.TypeInto(h.header.players, "5")
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	again := openIn(t, h.App, withSavedPort)
	again.TypeInto(again.header.port, "70000")
	again.TypeInto(again.header.players, "many")
	again.askToClose()
	again.WaitFor("the end", again.App.HasQuit.Load)
	if saved := h.App.Preferences(); saved.Int("port") != 6001 || saved.Int("players") != 5 {
		t.Errorf("saved are port %d, limit %d", saved.Int("port"), saved.Int("players"))
	}
}

func TestInvalidPreferencesFallBackToDefaults(t *testing.T) {
	usual := fyne.NewSize(defaultWidth, defaultHeight)
	for name, spoil := range map[string]func(fyne.Preferences){
		"nothing":  func(fyne.Preferences) {},
		"negative": func(p fyne.Preferences) { p.SetInt("port", -1); p.SetInt("players", -1); p.SetFloat(keyWidth, -5) },
		"too large": func(p fyne.Preferences) {
			p.SetInt("port", 65536)
			p.SetInt("players", math.MaxInt)
			p.SetFloat(keyWidth, 1e9)
		},
		"just too large": func(p fyne.Preferences) { p.SetInt("players", 1_000_001) },
		"no number": func(p fyne.Preferences) {
			p.SetFloat(keyWidth, math.NaN())
			p.SetFloat(keyHeight, math.Inf(1))
		},
		"too small":  func(p fyne.Preferences) { p.SetFloat(keyWidth, 10); p.SetFloat(keyHeight, 10) },
		"other type": func(p fyne.Preferences) { p.SetString("port", "http"); p.SetString("players", "two") },
		"no address": func(p fyne.Preferences) { p.SetString("address", "\x00garbage") },
	} {
		t.Run(name, func(t *testing.T) {
			a := uitest.NewApp(theme.VariantDark)
			spoil(a.Preferences())
			h := openIn(t, a, withSavedPort)
			if s, size := h.snapshot().Plan, rememberedSize(a.Preferences()); s.Port != host.DefaultPort || s.Limit != game.DefaultPlayers || size != usual {
				t.Errorf("port %d, limit %d, size %v", s.Port, s.Limit, size)
			}
			if !h.header.check() || !h.Shows("127.0.0.1:5555") {
				t.Errorf("it shows %q", h.Texts())
			}
		})
	}
}

func TestTheHighestLimitIsSaved(t *testing.T) {
	h := open(t)
	h.TypeInto(h.header.players, "1000000")
	h.startHosting()
	if got := h.App.Preferences().Int("players"); got != 1_000_000 {
		t.Errorf("saved is the limit %d", got)
	}
}

func TestSettingsThatCannotBeReadOrSavedAreReported(t *testing.T) {
	h := open(t)
	h.session.ReportSettingsUnread(&settings.DamagedError{Backup: "/tmp/aside"})
	h.WaitForText("Your settings were damaged, so everything is as at the first start. The old ones lie in /tmp/aside.")
	h.session.ReportSettingsUnread(errors.New("permission denied"))
	h.WaitForText("Your settings could not be read, so everything is as at the first start. What you change now is forgotten at the end.")
	h.session.ReportSettingsFailed(errors.New("no space left on device"))
	h.WaitForText("What you choose can't be kept for the next time. Perhaps the disk is full.")
	h.session.ReportSettingsFailed(&fs.PathError{Op: "open", Path: "settings.toml", Err: fs.ErrPermission})
	h.WaitForText("What you choose can't be kept for the next time, because Porchlight may not write in its folder of settings.")
	if said := strings.Join(h.Texts(), "\n"); strings.Contains(said, "permission") || strings.Contains(said, "device") {
		t.Error("it shows an error of the system")
	}
}

// Another running program may have stored another size since.
func TestOnlyASizeThatThePersonChangedIsStored(t *testing.T) {
	t.Parallel()
	var store settings.Store
	store.SetFloat(keyWidth, 700)
	store.SetFloat(keyHeight, 500)
	opened := fyne.NewSize(defaultWidth, defaultHeight)
	rememberSize(&store, opened, opened)
	if got := store.FloatWithFallback(keyWidth, 0); got != 700 {
		t.Errorf("an unchanged width is stored as %v", got)
	}
	rememberSize(&store, opened, fyne.NewSize(1000, defaultHeight))
	if width, height := store.FloatWithFallback(keyWidth, 0), store.FloatWithFallback(keyHeight, 0); width != 1000 || height != 500 {
		t.Errorf("a changed width is stored as %v x %v", width, height)
	}
}

// A folder that is carried to another computer keeps the size, though nobody has changed it.
func TestASizeIsStoredWhereThereIsNone(t *testing.T) {
	t.Parallel()
	var store settings.Store
	opened := fyne.NewSize(defaultWidth, defaultHeight)
	rememberSize(&store, opened, opened)
	if got := rememberedSize(&store); got != opened || store.FloatWithFallback(keyWidth, 0) == 0 || store.FloatWithFallback(keyHeight, 0) == 0 {
		t.Errorf("the stored size is %v", got)
	}
}
