package ui

import (
	"errors"
	"io/fs"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/settings"
)

// Preferences is what the window remembers between runs, by name. A name of which nothing, or nothing of that
// kind, is kept gives what the call says otherwise, or no, or "". The window calls it on the UI goroutine.
type Preferences interface {
	Bool(name string) bool
	BoolWithFallback(name string, otherwise bool) bool
	FloatWithFallback(name string, otherwise float64) float64
	IntWithFallback(name string, otherwise int) int
	String(name string) string
	StringWithFallback(name, otherwise string) string
	SetBool(name string, value bool)
	SetFloat(name string, value float64)
	SetInt(name string, value int)
	SetString(name, value string)
}

// Names of what is kept between runs.
const (
	keyPort    = "port"
	keyPlayers = "players"
	keyAddress = "address"
	keyGame    = "game"
	keyWidth   = "window-width"
	keyHeight  = "window-height"

	keyAnywhere   = "let-in-from-anywhere"
	keyAsk        = "ask-before-letting-in"
	keyPerAddress = "connections-of-one-address"
	keyPerSecond  = "connections-a-second"
	keyBrowsers   = "page-for-browsers"
	keyOwner      = "owner"

	keyMessages = "messages-a-second"
	keyBytes    = "bytes-a-second"
	keyDrop     = "send-out-who-is-too-fast"

	keyCrash    = "newest-report-told" // the name of the newest report that was told of
	keyWelcomed = "welcomed"           // the screen of the first start was seen
)

// The window's sizes in Fyne's pixels.
const (
	defaultWidth, defaultHeight float32 = 960, 640
	minWidth, minHeight         float32 = 640, 420
	maxSide                     float32 = 10_000
)

// TellSettingsTrouble tells what was wrong with what is kept between runs, at the start.
func (w *Window) TellSettingsTrouble(err error) {
	sentence := lang.L("Your settings could not be read, so everything is as at the first start. What you change now is forgotten at the end.")
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		sentence = lang.L("Your settings were damaged, so everything is as at the first start. The old ones lie in {{.Path}}.", map[string]any{"Path": damaged.Backup})
	}
	w.banner.ShowTrouble(aboutSettings, sentence, nil)
}

// TellNotKept tells that a change could not be kept for the next time. It is called on the UI goroutine.
func (w *Window) TellNotKept(err error) {
	sentence := lang.L("What you choose can't be kept for the next time. Perhaps the disk is full.")
	if errors.Is(err, fs.ErrPermission) {
		sentence = lang.L("What you choose can't be kept for the next time, because Porchlight may not write in its folder of settings.")
	}
	w.banner.ShowTrouble(aboutSettings, sentence, nil)
}

// TellUnwritable tells at the start that nothing can be written to the folder beside the program, where a
// file named portable.txt has everything kept.
func (w *Window) TellUnwritable(folder string) {
	w.banner.ShowTrouble(aboutSettings, lang.L("Nothing can be kept in {{.Path}}, beside the program. You can host, but what you choose is forgotten at the end. Copy Porchlight to a folder where you may write, or take portable.txt away.", map[string]any{"Path": folder}), nil)
}

// preferences are what the person chose, kept between runs. Values that make no sense, as after a
// hand-edited file, are replaced by their defaults.
type preferences struct{ Preferences }

func (s preferences) port() int {
	if p := s.IntWithFallback(keyPort, host.DefaultPort); p >= 0 && p <= 65535 {
		return p
	}
	return host.DefaultPort
}

func (s preferences) players() int {
	if n := s.IntWithFallback(keyPlayers, game.DefaultPlayers); n >= 0 && n <= kit.MaxLimit {
		return n
	}
	return game.DefaultPlayers
}

// entry is who may come in; owner is whose game it is while the person has not said.
func (s preferences) entry(owner string) host.AccessPolicy {
	e := host.AccessPolicy{
		Anywhere:   s.Bool(keyAnywhere),
		Ask:        s.Bool(keyAsk),
		PerAddress: s.IntWithFallback(keyPerAddress, host.DefaultPerAddress),
		PerSecond:  s.IntWithFallback(keyPerSecond, host.DefaultPerSecond),
		Browsers:   s.BoolWithFallback(keyBrowsers, true),
		Owner:      s.StringWithFallback(keyOwner, owner),
	}
	if e.PerAddress < 0 || e.PerAddress > kit.MaxLimit {
		e.PerAddress = host.DefaultPerAddress
	}
	if e.PerSecond < 0 || e.PerSecond > kit.MaxLimit {
		e.PerSecond = host.DefaultPerSecond
	}
	return e
}

// keepEntry keeps what is another than before. The rest may be the command line's, for this run alone.
func (s preferences) keepEntry(before, now host.AccessPolicy) {
	keepChange(s.SetBool, keyAnywhere, before.Anywhere, now.Anywhere)
	keepChange(s.SetBool, keyAsk, before.Ask, now.Ask)
	keepChange(s.SetInt, keyPerAddress, before.PerAddress, now.PerAddress)
	keepChange(s.SetInt, keyPerSecond, before.PerSecond, now.PerSecond)
	keepChange(s.SetBool, keyBrowsers, before.Browsers, now.Browsers)
	keepChange(s.SetString, keyOwner, before.Owner, now.Owner)
}

// keepPace keeps what is another than before, as keepEntry does.
func (s preferences) keepPace(before, now host.RateLimit) {
	keepChange(s.SetInt, keyMessages, before.Messages, now.Messages)
	keepChange(s.SetInt, keyBytes, before.Bytes, now.Bytes)
	keepChange(s.SetBool, keyDrop, before.Drop, now.Drop)
}

func keepChange[T comparable](set func(string, T), key string, before, now T) {
	if now != before {
		set(key, now)
	}
}

// pace is how much a player may send.
func (s preferences) pace() host.RateLimit {
	p := host.RateLimit{
		Messages: s.IntWithFallback(keyMessages, host.DefaultMessages),
		Bytes:    s.IntWithFallback(keyBytes, host.DefaultBytes),
		Drop:     s.Bool(keyDrop),
	}
	if p.Messages < 0 || p.Messages > kit.MaxLimit {
		p.Messages = host.DefaultMessages
	}
	if p.Bytes < 0 || p.Bytes > 1000*kit.MaxLimit {
		p.Bytes = host.DefaultBytes
	}
	return p
}

// address is the address that the person picked to show, or "".
func (s preferences) address() string { return s.String(keyAddress) }

func (s preferences) size() fyne.Size {
	side := func(key string, otherwise, lowest float32) float32 {
		if v := float32(s.FloatWithFallback(key, float64(otherwise))); v >= lowest && v <= maxSide {
			return v
		}
		return otherwise
	}
	return fyne.NewSize(side(keyWidth, defaultWidth, minWidth), side(keyHeight, defaultHeight, minHeight))
}

func (s preferences) keepSize(size fyne.Size) {
	s.SetFloat(keyWidth, float64(size.Width))
	s.SetFloat(keyHeight, float64(size.Height))
}
