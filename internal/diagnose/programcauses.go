package diagnose

import (
	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// manyAttempts is the number of connections that only a program in an endless loop makes.
const manyAttempts = 1000

// cannotAssign lists the causes of asking one's own computer for an address that it does not have.
func cannotAssign(e *Evidence) []Cause {
	return []Cause{
		{StartsOldServer, Likely},
		{BindsInsteadOfConnect, Likely},
		{ConnectsToZero, choose(e.LocalOnly(), Certain, Possible)},
		{OutdatedAddr, Possible},
		{FriendOffline, Possible},
		{ConnectsInLoop, choose(e.Attempts >= manyAttempts, Certain, Unlikely)},
	}
}

// freezes lists the causes of a connection on which nothing useful follows.
func freezes(e *Evidence) []Cause {
	g := e.Game
	if g == nil {
		g = game.Echo()
	}
	framed := g.In != framing.Framing{} || g.Out != framing.Framing{}
	silent := e.Hosting && e.Silent > 0
	incomplete := e.Hosting && e.Incomplete > 0
	alone := e.Players == 1 && (g.Room > 1 || g.Rule == game.RuleRelay || g.Rule == game.RuleSwap)
	list := []Cause{{HostingNotStarted, choose(e.Hosting, RuledOut, Certain)}}
	if incomplete {
		list = append(list, Cause{OtherFraming, Certain})
	}
	list = append(list,
		Cause{WasRejected, choose(e.Hosting && e.LastRejected != 0, Certain, RuledOut)},
		Cause{SeatsTaken, choose(e.Hosting && e.IsFull(), Certain, RuledOut)},
		Cause{OtherProgramOnPort, choose(e.Hosting && e.SharedPort, Certain, RuledOut)},
		Cause{ReachedSomethingElse, choose(e.Hosting && e.Players > 0, RuledOut, choose(e.Hosting && e.Attempts > 0, Unlikely, Likely))},
		Cause{WaitsForGreeting, choose(silent && !e.Greets(), Likely, choose(e.Greets(), Unlikely, Possible))},
		Cause{WaitsForPartner, choose(alone, Likely, choose(g.Room > 1, Possible, RuledOut))})
	if !incomplete {
		list = append(list, Cause{OtherFraming, choose(framed, choose(silent, Likely, Possible), Unlikely)})
	}
	return append(list,
		Cause{OtherGame, Possible},
		Cause{BlocksInRecv, Possible},
		Cause{ConnectionDied, Unlikely})
}
