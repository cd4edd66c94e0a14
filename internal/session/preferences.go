package session

import (
	"net/netip"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
)

// Preferences are what is remembered between runs, by name. Where nothing, or nothing of that kind, is
// stored under a name, a read returns the fallback, false or "". Calls come from any goroutine, under the
// session's lock, and must not wait for the disk. A *settings.Store is one.
type Preferences interface {
	Bool(name string) bool
	BoolWithFallback(name string, fallback bool) bool
	FloatWithFallback(name string, fallback float64) float64
	IntWithFallback(name string, fallback int) int
	String(name string) string
	StringWithFallback(name, fallback string) string
	SetBool(name string, value bool)
	SetFloat(name string, value float64)
	SetInt(name string, value int)
	SetString(name, value string)
}

// The names under which preferences are stored. The files of earlier versions have them.
const (
	keyPort    = "port"
	keyPlayers = "players"
	keyAddress = "address"
	keyGame    = "game"

	keyAnywhere   = "let-in-from-anywhere"
	keyAsk        = "ask-before-letting-in"
	keyPerAddress = "connections-of-one-address"
	keyPerSecond  = "connections-a-second"
	keyBrowsers   = "page-for-browsers"
	keyOwner      = "owner"

	keyAgreed = "agreed-commands" // fingerprints, with spaces between them

	keyMessages = "messages-a-second"
	keyBytes    = "bytes-a-second"
	keyDrop     = "send-out-who-is-too-fast"

	keyCrash = "newest-report-told" // file name of the newest crash report that a notice was about
)

// MaxLimit is the highest player or connection limit that can be set.
const MaxLimit = 1_000_000

// RememberedGame returns the name of the game that was chosen last time, or "".
func RememberedGame(p Preferences) string { return p.String(keyGame) }

// preferences reads what is remembered. Values out of range, as after an edit by hand, are replaced by
// their defaults.
type preferences struct{ Preferences }

// plan returns what is remembered, with what the command line says instead.
func (p preferences) plan(g *game.Game, flags Flags) Plan {
	plan := Plan{
		Game:      g,
		Port:      p.port(),
		Limit:     p.limit(),
		Policy:    p.policy(),
		Browsers:  p.BoolWithFallback(keyBrowsers, true),
		Owner:     p.StringWithFallback(keyOwner, flags.Owner),
		RateLimit: p.rateLimit(),
	}
	if flags.GameGiven {
		plan.Limit = g.Players
	}
	if flags.Port != nil {
		plan.Port = *flags.Port
	}
	if flags.Limit != nil {
		plan.Limit = *flags.Limit
	}
	if flags.Policy != nil {
		plan.Policy = flags.Policy(plan.Policy)
	}
	if flags.Browsers != nil {
		plan.Browsers = *flags.Browsers
	}
	if flags.RateLimit != nil {
		plan.RateLimit = flags.RateLimit(plan.RateLimit)
	}
	return plan
}

func (p preferences) port() int { return p.intWithin(keyPort, host.DefaultPort, 65535) }

func (p preferences) limit() int { return p.intWithin(keyPlayers, game.DefaultPlayers, MaxLimit) }

func (p preferences) intWithin(name string, fallback, most int) int {
	if n := p.IntWithFallback(name, fallback); n >= 0 && n <= most {
		return n
	}
	return fallback
}

func (p preferences) policy() access.Policy {
	return access.Policy{
		Anywhere:   p.Bool(keyAnywhere),
		Ask:        p.Bool(keyAsk),
		PerAddress: p.intWithin(keyPerAddress, access.DefaultPerAddress, MaxLimit),
		PerSecond:  p.intWithin(keyPerSecond, access.DefaultPerSecond, MaxLimit),
	}
}

func (p preferences) rateLimit() host.RateLimit {
	return host.RateLimit{
		Messages: p.intWithin(keyMessages, host.DefaultMessages, MaxLimit),
		Bytes:    p.intWithin(keyBytes, host.DefaultBytes, 1000*MaxLimit),
		Drop:     p.Bool(keyDrop),
	}
}

// savePolicy stores what differs. The rest may be the command line's, for this run alone.
func (p preferences) savePolicy(before, now access.Policy) {
	saveChange(p.SetBool, keyAnywhere, before.Anywhere, now.Anywhere)
	saveChange(p.SetBool, keyAsk, before.Ask, now.Ask)
	saveChange(p.SetInt, keyPerAddress, before.PerAddress, now.PerAddress)
	saveChange(p.SetInt, keyPerSecond, before.PerSecond, now.PerSecond)
}

// saveRateLimit stores what differs, as savePolicy does.
func (p preferences) saveRateLimit(before, now host.RateLimit) {
	saveChange(p.SetInt, keyMessages, before.Messages, now.Messages)
	saveChange(p.SetInt, keyBytes, before.Bytes, now.Bytes)
	saveChange(p.SetBool, keyDrop, before.Drop, now.Drop)
}

func saveChange[T comparable](set func(string, T), name string, before, now T) {
	if now != before {
		set(name, now)
	}
}

// address returns the address that the person picked to show; not valid where none was picked.
func (p preferences) address() netip.Addr {
	a, err := netip.ParseAddr(p.String(keyAddress))
	if err != nil {
		return netip.Addr{}
	}
	return a
}
