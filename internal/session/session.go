// Package session is where the core and its faces meet. A [Session] owns what is hosted and how, whether it
// is on, the self-test, the join address that is shown, the notices, and the preferences
// that outlive a run. A face sends commands (methods) and renders the [Snapshot] that results.
//
// Any goroutine may call any method. A command never waits for the network or the disk: what takes time
// runs in goroutines of the session, and a later snapshot has the outcome. Nothing is pushed: a face calls
// [Session.Poll] as often as it wants to show changes. The state is typed values; the sentences that a
// person reads are made by the faces.
//
// Session.mu comes before the host's and the journal's locks, and is never held while something is waited for.
package session

import (
	"context"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/settings"
	"porchlight/internal/upstream"
)

// Networks returns this computer's addresses that friends can connect to. A *lan.Watcher is one.
type Networks interface {
	Addresses() []lan.Address // best first
	Version() uint64          // changes with Addresses
}

// Log is the file on disk that has what happens. A *logfile.Writer is one.
type Log interface {
	Path() string
	Err() error // nil while it can be written
}

// Options are what a Session is made of. They do not change.
type Options struct {
	Host        *host.Host
	Journal     *journal.Journal // that the host writes to
	Networks    Networks
	Log         Log         // nil: none is written
	Preferences Preferences // nil: nothing is remembered
	Sharing     Sharing     // nil: no other program stores anything
	Base        host.Config // what no command changes: Addr, ReadBuffer, AccessList, OnPanic
	Game        *game.Game
	Flags       Flags
	Keeper      []string // runs upstream.RunKeeper with what follows; needed by games with a command
	Catch       func()   // deferred in every goroutine that the session starts; nil: nothing is

	SelfTest    func(context.Context, netip.Addr) error           // nil: Host.SelfTest
	LastAttempt func(at netip.Addr) (a host.ConnAttempt, ok bool) // nil: Host.LastAttemptTo
	Now         func() time.Time                                  // nil: time.Now
}

// Flags are what the command line says instead of what is remembered, for this run alone.
type Flags struct {
	GameGiven bool // Options.Game is the command line's: its player limit counts, and it is not read anew
	Port      *int
	Limit     *int
	Owner     string // whose game it is, while the person has not said
	Policy    func(access.Policy) access.Policy
	Browsers  *bool
	RateLimit func(host.RateLimit) host.RateLimit

	AllowCommand bool // the game's command is run, though the person may not have agreed before
}

// Session is the state of hosting. Make one with New and end it with Close.
type Session struct {
	options Options
	prefs   preferences
	tasks   tasks
	ctx     context.Context // ends with the session
	cancel  context.CancelFunc
	current atomic.Pointer[Snapshot]
	output  *upstream.Output

	mu      sync.Mutex
	dirty   bool // something that a snapshot shows has changed
	plan    Plan
	saved   savedPlan
	flags   Flags
	run     run
	addrs   addresses
	test    selfTest
	notices notices
	events  events
	players players
	pending []host.PendingConn
	polled  polled
	own     ownServer
}

// New makes a session that is off.
func New(o Options) *Session {
	if o.Base.AccessList == nil {
		o.Base.AccessList = &access.List{}
	}
	if o.Preferences == nil {
		o.Preferences = &settings.Store{}
	}
	if o.Catch == nil {
		o.Catch = func() {}
	}
	if o.SelfTest == nil {
		o.SelfTest = o.Host.SelfTest
	}
	if o.LastAttempt == nil {
		o.LastAttempt = o.Host.LastAttemptTo
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Session{options: o, prefs: preferences{o.Preferences}, flags: o.Flags, tasks: tasks{catch: o.Catch}, output: upstream.NewOutput()}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.plan = s.prefs.plan(o.Game, o.Flags)
	s.saved = savedPlan{s.prefs.port(), s.prefs.limit()}
	s.addrs.selected = s.prefs.address()
	s.updateAddresses()
	s.dirty = true
	s.publish()
	if o.Sharing != nil {
		s.tasks.start(s.watchSharing)
	}
	return s
}

// Close stops the hosting and returns when every goroutine of the session has ended. No command does
// anything afterwards.
func (s *Session) Close() {
	s.mu.Lock()
	s.savePlan()
	s.run.closed = true
	s.mu.Unlock()
	s.cancel()
	s.options.Host.Stop()
	s.stopServer()
	s.tasks.wait()
	s.options.Host.Stop() // a start that was under way came after the first
	s.stopServer()
}

// command runs a change of the state and publishes the snapshot that results.
func (s *Session) command(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.run.closed {
		return
	}
	change()
	s.publish()
}
