package host

import (
	"net/netip"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
	"porchlight/internal/game"
	"porchlight/internal/web"
)

// Defaults and bounds of a Config.
const (
	DefaultPort         = 5555
	MaxReadBuffer       = 1 << 20 // bytes
	defaultQueueBytes   = 2 << 20
	defaultWriteTimeout = 10 * time.Second
)

// RateLimit bounds how much one player may send.
type RateLimit = conn.RateLimit

// Default rate limits.
const (
	DefaultMessages = conn.DefaultMessages // a second from one player
	DefaultBytes    = conn.DefaultBytes    // a second from one player
)

// Config is the configuration of a run. The zero value echoes on any free port of all IPv4 addresses without
// a player limit.
type Config struct {
	Addr         netip.Addr       // the IPv4 address to listen on; zero: all
	Port         int              // 0: any free one
	Limit        int              // players at once; 0: no limit, whatever the game says
	Game         *game.Game       // nil: echo
	ReadBuffer   int              // bytes read at a time, 1..MaxReadBuffer; 0: the game's
	NewRule      func() game.Rule // returns a room's rule; nil: the game's
	Dial         Dialer           // connects a player to the server behind; required by the rule forward, unused by others
	QueueBytes   int              // bytes that may be queued for one player; 0: 2 MiB
	WriteTimeout time.Duration    // per 16 KiB written to a player; 0: 10 s
	Access       access.Policy    // which connections are admitted; SetAccessPolicy changes it
	Page         *web.Page        // answers browsers, without a seat; nil: browsers are players; SetPage changes it
	AccessList   *access.List     // banned and allowed addresses; nil: none
	RateLimit    RateLimit        // how much a player may send; SetRateLimit changes it

	// OnPanic is called with the value and the stack of each panic that disconnected a player. Several
	// goroutines may call it at a time. It must not call Start or Stop, which wait for this goroutine.
	// nil: it is not called.
	OnPanic func(value any, stack []byte)
}

func (c Config) withDefaults() Config {
	if c.Addr = c.Addr.Unmap(); !c.Addr.IsValid() {
		c.Addr = netip.IPv4Unspecified()
	}
	if c.Game == nil {
		c.Game = game.Echo()
	}
	if c.ReadBuffer == 0 {
		c.ReadBuffer = c.Game.Buffer
	}
	if c.NewRule == nil {
		c.NewRule = c.Game.RuleFactory()
	}
	if c.AccessList == nil {
		c.AccessList = &access.List{}
	}
	if c.QueueBytes <= 0 {
		c.QueueBytes = defaultQueueBytes
	}
	if c.WriteTimeout <= 0 {
		c.WriteTimeout = defaultWriteTimeout
	}
	return c
}

// validate returns one of Start's errors if a Config with its defaults is invalid.
func (c *Config) validate() error {
	switch {
	case c.Port < 0 || c.Port > 65535:
		return &PortRangeError{c.Port}
	case c.ReadBuffer < 1 || c.ReadBuffer > MaxReadBuffer:
		return &ReadBufferError{c.ReadBuffer}
	case c.Game.Rule == game.RuleForward && c.Dial == nil:
		return ErrNoServer
	case !c.Addr.Is4():
		return &AddressError{c.Addr}
	}
	return nil
}
