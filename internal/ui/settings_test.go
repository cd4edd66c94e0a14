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

func TestWhatWasTypedIsThereNextTime(t *testing.T) {
	p := open(t, portOfLastTime)
	p.TypeInto(p.header.port, "6001")
	p.TypeInto(p.header.players, "No limit")
	p.window.Resize(fyne.NewSize(1111, 777))
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)

	again := openIn(t, p.App, portOfLastTime)
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

func TestStartingKeepsThePortAndTheLimit(t *testing.T) {
	p := open(t, portOfLastTime)
	p.TypeInto(p.header.port, "0")
	p.TypeInto(p.header.players, "9")
	p.hosts()
	kept := p.App.Preferences()
	if kept.IntWithFallback("port", -1) != 0 || kept.Int("players") != 9 {
		t.Errorf("kept are port %d, limit %d", kept.Int("port"), kept.Int("players"))
	}
	p.TypeInto(p.header.players, "12")
	if got := kept.Int("players"); got != 12 {
		t.Errorf("kept is the limit %d", got)
	}
}

func TestTheCommandLineDoesNotChangeWhatIsKept(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	kept := a.Preferences()
	kept.SetInt("port", 6001)
	kept.SetInt("players", 5)
	p := openIn(t, a, port(0), limit(8))
	if p.header.port.Text != "0" || p.header.players.Text != "8" {
		t.Errorf("the entries say %q and %q", p.header.port.Text, p.header.players.Text)
	}
	p.hosts()
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	if kept.Int("port") != 6001 || kept.Int("players") != 5 {
		t.Errorf("kept are port %d, limit %d", kept.Int("port"), kept.Int("players"))
	}
}

func TestAnImpossibleEntryIsNotKept(t *testing.T) {
	p := open(t, portOfLastTime)
	p.TypeInto(p.header.port, "6001")
	p.TypeInto(p.header.players, "5")
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	again := openIn(t, p.App, portOfLastTime)
	again.TypeInto(again.header.port, "70000")
	again.TypeInto(again.header.players, "many")
	again.askToClose()
	again.WaitFor("the end", again.App.HasQuit.Load)
	if kept := p.App.Preferences(); kept.Int("port") != 6001 || kept.Int("players") != 5 {
		t.Errorf("kept are port %d, limit %d", kept.Int("port"), kept.Int("players"))
	}
}

func TestNonsenseInThePreferencesFallsBackToDefaults(t *testing.T) {
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
			p := openIn(t, a, portOfLastTime)
			if s, size := p.snapshot().Plan, rememberedSize(a.Preferences()); s.Port != host.DefaultPort || s.Limit != game.DefaultPlayers || size != usual {
				t.Errorf("port %d, limit %d, size %v", s.Port, s.Limit, size)
			}
			if !p.header.check() || !p.Shows("127.0.0.1:5555") {
				t.Errorf("it shows %q", p.Texts())
			}
		})
	}
}

func TestEveryLimitThatCanBeTypedIsKept(t *testing.T) {
	p := open(t)
	p.TypeInto(p.header.players, "1000000")
	p.hosts()
	if got := p.App.Preferences().Int("players"); got != 1_000_000 {
		t.Errorf("kept is the limit %d", got)
	}
}

func TestWhatIsWrongWithTheSettingsIsTold(t *testing.T) {
	p := open(t)
	p.session.ReportSettingsUnread(&settings.DamagedError{Backup: "/tmp/aside"})
	p.WaitForText("Your settings were damaged, so everything is as at the first start. The old ones lie in /tmp/aside.")
	p.session.ReportSettingsUnread(errors.New("permission denied"))
	p.WaitForText("Your settings could not be read, so everything is as at the first start. What you change now is forgotten at the end.")
	p.session.ReportSettingsFailed(errors.New("no space left on device"))
	p.WaitForText("What you choose can't be kept for the next time. Perhaps the disk is full.")
	p.session.ReportSettingsFailed(&fs.PathError{Op: "open", Path: "settings.toml", Err: fs.ErrPermission})
	p.WaitForText("What you choose can't be kept for the next time, because Porchlight may not write in its folder of settings.")
	if said := strings.Join(p.Texts(), "\n"); strings.Contains(said, "permission") || strings.Contains(said, "device") {
		t.Error("it shows an error of the system")
	}
}
