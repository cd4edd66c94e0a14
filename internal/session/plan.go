package session

import (
	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/web"
)

// Invalid is Plan.Port where the person has typed something that is no port. Hosting does not start with it.
const Invalid = -1

// Plan is what is hosted, or will be at the next start.
type Plan struct {
	Game      *game.Game
	Port      int // 0: any free one; Invalid: none
	Limit     int // most players at once; 0: no limit
	Policy    access.Policy
	Browsers  bool   // a browser is answered with a page, and is no player
	Owner     string // the name on that page; "": none
	RateLimit host.RateLimit
}

// page returns the page that answers browsers; nil: they are players.
func (p *Plan) page() *web.Page {
	if !p.Browsers {
		return nil
	}
	return &web.Page{Owner: p.Owner}
}

// SetGame chooses a game with its player limit, and remembers the choice. It does nothing while hosting.
func (s *Session) SetGame(g *game.Game) {
	s.command(func() {
		if s.run.phase != Off {
			return
		}
		s.flags.GameGiven, s.flags.Limit = false, nil
		s.plan.Game, s.plan.Limit = g, g.Players
		s.prefs.SetString(keyGame, g.Name)
		s.dirty = true
	})
}

// UpdateGame replaces the chosen game by a version of it that was edited. It does nothing while hosting,
// and nothing where the game is the command line's.
func (s *Session) UpdateGame(g *game.Game) {
	s.command(func() {
		if s.run.phase == Off && !s.flags.GameGiven && s.plan.Game != g {
			s.plan.Game, s.dirty = g, true
		}
	})
}

// SetPort chooses the port for the next start; any negative one is Invalid. It does nothing while hosting.
func (s *Session) SetPort(port int) {
	s.command(func() {
		if s.run.phase == Off && port <= 65535 {
			s.setPort(port)
		}
	})
}

// setPort chooses the port. The lock is held.
func (s *Session) setPort(port int) {
	s.flags.Port = nil // the person's own choice from now on
	s.plan.Port = max(port, Invalid)
	s.updateJoinAddr()
	s.notices.clear(StartFailed)
	s.notices.clear(AddressChanged) // which port it will be is known at the start
}

// SetLimit changes the player limit, while hosting too, and leaves everybody connected. It does nothing with
// a negative one.
func (s *Session) SetLimit(players int) {
	s.command(func() {
		if players >= 0 {
			s.setLimit(players)
		}
	})
}

// setLimit changes the player limit. The lock is held.
func (s *Session) setLimit(players int) {
	s.flags.Limit = nil
	s.plan.Limit, s.dirty = players, true
	s.notices.clear(GameFull)
	s.notices.allowAgain(GameFull)
	if s.run.phase == Hosting {
		s.options.Host.SetLimit(players)
		s.savePlan()
	}
}

// savedPlan is what of the plan is remembered, as far as this session knows. Another program may have stored
// something else since, which stays until the person changes it here.
type savedPlan struct{ port, limit int }

// savePlan remembers the port, where it is valid, and the limit, where they have changed and are not the
// command line's. The lock is held.
func (s *Session) savePlan() {
	if s.plan.Port >= 0 && s.flags.Port == nil {
		saveChange(s.prefs.SetInt, keyPort, s.saved.port, s.plan.Port)
		s.saved.port = s.plan.Port
	}
	if s.flags.Limit == nil {
		saveChange(s.prefs.SetInt, keyPlayers, s.saved.limit, s.plan.Limit)
		s.saved.limit = s.plan.Limit
	}
}
