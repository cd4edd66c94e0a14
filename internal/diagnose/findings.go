package diagnose

import "porchlight/internal/lan"

// Mark is what a finding means for friends who want to connect.
type Mark uint8

// The values of Mark.
const (
	Good Mark = iota
	Attention
	Unknown // or neither good nor bad
)

// FindingID names one observation. The figures that belong to it are in the Evidence.
type FindingID uint8

// The observations on the listener.
const (
	ListeningLocally FindingID = iota + 1 // for programs on this computer only
	ListeningAt
	StartingOrStopping
	StartFailed
	NotHosting
)

// The observations on the self-test and on what arrived.
const (
	SelfTestPassed FindingID = iota + 20
	SelfTestFailed
	SelfTestPending
	PortShared
	NobodyArrived
	OneArrived
	SeveralArrived
	LastRejected
)

// The observations on this computer's networks and on the address that is shown.
const (
	OnNoNetwork FindingID = iota + 40
	OnOneNetwork
	OnSeveralNetworks
	ShowsLinkLocal
	ShowsVPN
	ShowsVirtual
	HasNoVPN
	HasVPN
)

// The observations on the players.
const (
	GameFull FindingID = iota + 60
	NoPlayers
	OnePlayer
	SeveralPlayers
	OneSilent
	SeveralSilent
	OneIncomplete
	SeveralIncomplete
	GameGreets
	GameWaits // for the player to speak first
)

// Finding is one observation and what it means.
type Finding struct {
	Mark Mark
	ID   FindingID
}

// Findings returns the findings about the path from a friend's computer to this one, in display order.
func Findings(e *Evidence) []Finding {
	list := []Finding{listening(e)}
	if e.Hosting {
		list = append(list, selfTest(e)...)
		list = append(list, arrivals(e)...)
	}
	return append(list, networks(e)...)
}

// VPNFindings returns the findings about this computer's VPNs, by which friends on other networks could connect.
func VPNFindings(e *Evidence) []Finding {
	if len(e.Adapters(lan.VPN)) == 0 {
		return []Finding{listening(e), {Unknown, HasNoVPN}}
	}
	return []Finding{listening(e), {Good, HasVPN}}
}

// PlayerFindings returns the findings about the connected players; nil while not hosting.
func PlayerFindings(e *Evidence) []Finding {
	if !e.Hosting {
		return nil
	}
	var list []Finding
	switch {
	case e.IsFull():
		list = append(list, Finding{Attention, GameFull})
	case e.Players == 0:
		list = append(list, Finding{Unknown, NoPlayers})
	case e.Players == 1:
		list = append(list, Finding{Good, OnePlayer})
	default:
		list = append(list, Finding{Good, SeveralPlayers})
	}
	list = appendCount(list, e.Silent, OneSilent, SeveralSilent)
	list = appendCount(list, e.Incomplete, OneIncomplete, SeveralIncomplete)
	switch {
	case e.Game == nil:
	case e.Greets():
		list = append(list, Finding{Unknown, GameGreets})
	default:
		list = append(list, Finding{Unknown, GameWaits})
	}
	return list
}

func appendCount(list []Finding, n int, one, several FindingID) []Finding {
	switch n {
	case 0:
		return list
	case 1:
		return append(list, Finding{Attention, one})
	}
	return append(list, Finding{Attention, several})
}

func listening(e *Evidence) Finding {
	switch {
	case e.Hosting && e.LocalOnly():
		return Finding{Attention, ListeningLocally}
	case e.Hosting:
		return Finding{Good, ListeningAt}
	case e.Reachability == Starting:
		return Finding{Unknown, StartingOrStopping}
	case e.Reachability == Trouble:
		return Finding{Attention, StartFailed}
	}
	return Finding{Attention, NotHosting}
}

func selfTest(e *Evidence) []Finding {
	var list []Finding
	switch {
	case e.LocalOnly():
	case e.Reachability == Tested || e.Reachability == Reached:
		list = append(list, Finding{Good, SelfTestPassed})
	case e.Reachability == Trouble:
		list = append(list, Finding{Attention, SelfTestFailed})
	default:
		list = append(list, Finding{Unknown, SelfTestPending})
	}
	if e.SharedPort {
		list = append(list, Finding{Attention, PortShared})
	}
	return list
}

func arrivals(e *Evidence) []Finding {
	var list []Finding
	switch e.Attempts {
	case 0:
		return []Finding{{Unknown, NobodyArrived}}
	case 1:
		list = append(list, Finding{Good, OneArrived})
	default:
		list = append(list, Finding{Good, SeveralArrived})
	}
	if e.LastRejected != 0 {
		list = append(list, Finding{Attention, LastRejected})
	}
	return list
}

func networks(e *Evidence) []Finding {
	var list []Finding
	switch len(e.LocalAddrs) {
	case 0:
		list = append(list, Finding{Attention, OnNoNetwork})
	case 1:
		list = append(list, Finding{Good, OnOneNetwork})
	default:
		list = append(list, Finding{Unknown, OnSeveralNetworks})
	}
	switch {
	case e.Addr.Addr().IsLinkLocalUnicast():
		list = append(list, Finding{Attention, ShowsLinkLocal})
	case e.shownKind() == lan.VPN:
		list = append(list, Finding{Attention, ShowsVPN})
	case e.shownKind() == lan.Virtual:
		list = append(list, Finding{Attention, ShowsVirtual})
	}
	return list
}
