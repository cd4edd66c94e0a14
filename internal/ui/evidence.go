package ui

import (
	"net/netip"
	"strings"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/game"
	"porchlight/internal/lan"
)

// evidence is what Porchlight itself sees at one moment, from which the help window judges.
type evidence struct {
	hosting   bool
	since     time.Time      // of the hosting
	address   netip.AddrPort // what friends are told to type
	lamp      kit.LampState
	addresses []lan.Address // this computer's, best first
	players   int           // in the game now
	limit     int           // 0: none
	arrived   int           // connections from other computers since the start, let in or not
	lastFrom  netip.Addr    // where the last of them came from
	lastAt    time.Time
	refused   string // why the last one was turned away, as a part of a sentence; "" where it was not
	game      *game.Game
	silent    int  // players that have connected and have not said anything yet
	unended   int  // players of whom bytes came, but not the end of a message
	shared    bool // another program answers on the same port
}

// mark is what a finding means for friends who want to come in.
type mark uint8

const (
	markGood mark = iota
	markAttention
	markUnknown // or neither good nor bad
)

// finding is one thing that Porchlight sees, as a sentence.
type finding struct {
	mark mark
	text string
}

// findings are what Porchlight sees of the way to it.
func (e evidence) findings() []finding {
	list := []finding{e.listening()}
	if e.hosting {
		list = append(list, e.checked()...)
		list = append(list, e.arrivals()...)
	}
	return append(list, e.networks()...)
}

func (e evidence) listening() finding {
	data := map[string]any{"Address": e.address.String(), "Port": int(e.address.Port()), "Time": clock(e.since)}
	switch {
	case e.hosting && e.own():
		return finding{markAttention, lang.L("Porchlight is listening on port {{.Port}} since {{.Time}}, for programs on this computer only.", data)}
	case e.hosting:
		return finding{markGood, lang.L("Porchlight is listening on {{.Address}} since {{.Time}}.", data)}
	case e.lamp == kit.LampStarting:
		return finding{markUnknown, lang.L("Porchlight is just starting or stopping.")}
	case e.lamp == kit.LampTrouble:
		return finding{markAttention, lang.L("Porchlight could not start hosting. Its window says why.")}
	}
	return finding{markAttention, lang.L("Porchlight is not hosting, so nobody can connect.")}
}

// checked tells what is known of whether this computer answers.
func (e evidence) checked() []finding {
	var list []finding
	switch {
	case e.own():
	case e.lamp == kit.LampChecked || e.lamp == kit.LampReached:
		list = append(list, finding{markGood, lang.L("It has checked that this computer answers there.")})
	case e.lamp == kit.LampTrouble:
		list = append(list, finding{markAttention, lang.L("Something is wrong at that address. Porchlight's window says what.")})
	default:
		list = append(list, finding{markUnknown, lang.L("It has not checked yet whether this computer answers there.")})
	}
	if e.shared {
		list = append(list, finding{markAttention, lang.L("Another program on this computer answers on port {{.Port}} too. Friends may reach that one instead.", map[string]any{"Port": int(e.address.Port())})})
	}
	return list
}

// arrivals tell whether anything has come from other computers.
func (e evidence) arrivals() []finding {
	if e.arrived == 0 {
		return []finding{{markUnknown, lang.L("Nobody from another computer has reached it yet.")}}
	}
	data := map[string]any{"N": kit.FormatCount(uint64(e.arrived)), "From": e.lastFrom.String(), "Time": clock(e.lastAt), "Why": e.refused}
	list := []finding{{markGood, lang.L("Other computers have reached it {{.N}} times, the last one from {{.From}} at {{.Time}}.", data)}}
	if e.arrived == 1 {
		list[0].text = lang.L("Another computer has reached it once, from {{.From}} at {{.Time}}.", data)
	}
	if e.refused != "" {
		list = append(list, finding{markAttention, lang.L("Porchlight turned the last one away: {{.Why}}.", data)})
	}
	return list
}

// networks tell where this computer is, and what is odd about the address that friends are told.
func (e evidence) networks() []finding {
	names := make([]string, len(e.addresses))
	for i, a := range e.addresses {
		names[i] = a.Name() + " " + a.IP.String()
	}
	data := map[string]any{"N": len(names), "Names": strings.Join(names, ", "), "Address": e.address.Addr().String()}
	var list []finding
	switch len(names) {
	case 0:
		list = append(list, finding{markAttention, lang.L("This computer is not on a network.")})
	case 1:
		list = append(list, finding{markGood, lang.L("This computer is on one network: {{.Names}}.", data)})
	default:
		list = append(list, finding{markUnknown, lang.L("This computer is on {{.N}} networks: {{.Names}}.", data)})
	}
	switch {
	case e.address.Addr().IsLinkLocalUnicast():
		list = append(list, finding{markAttention, lang.L("{{.Address}} is an address that this computer made up, because no router gave it one.", data)})
	case e.shownKind() == lan.VPN:
		list = append(list, finding{markAttention, lang.L("{{.Address}} belongs to a VPN. Only friends in the same VPN can reach it.", data)})
	case e.shownKind() == lan.Virtual:
		list = append(list, finding{markAttention, lang.L("{{.Address}} belongs to a virtual machine on this computer. Friends cannot reach it.", data)})
	}
	return list
}

// inTheGame are what Porchlight sees of the players that are in.
func (e evidence) inTheGame() []finding {
	if !e.hosting {
		return nil
	}
	data := map[string]any{"N": e.players, "Limit": e.limit, "Silent": e.silent, "Unended": e.unended}
	var list []finding
	switch {
	case e.full():
		list = append(list, finding{markAttention, lang.L("The game is full: {{.N}} of {{.Limit}} players are in.", data)})
	case e.players == 0:
		list = append(list, finding{markUnknown, lang.L("No player is in the game.")})
	case e.players == 1:
		list = append(list, finding{markGood, lang.L("One player is in the game.")})
	default:
		list = append(list, finding{markGood, lang.L("{{.N}} players are in the game.", data)})
	}
	switch e.silent {
	case 0:
	case 1:
		list = append(list, finding{markAttention, lang.L("One player has connected and not said anything yet.")})
	default:
		list = append(list, finding{markAttention, lang.L("{{.Silent}} players have connected and not said anything yet.", data)})
	}
	switch e.unended {
	case 0:
	case 1:
		list = append(list, finding{markAttention, lang.L("One player has sent bytes, but not the end of a message.")})
	default:
		list = append(list, finding{markAttention, lang.L("{{.Unended}} players have sent bytes, but not the end of a message.", data)})
	}
	if e.game != nil {
		greets := lang.L("The game is {{.Name}}. It says nothing before players do.", map[string]any{"Name": e.game.Name})
		if e.greets() {
			greets = lang.L("The game is {{.Name}}. It greets players first.", map[string]any{"Name": e.game.Name})
		}
		list = append(list, finding{markUnknown, greets})
	}
	return list
}

// own tells whether only programs on this computer can reach the address that is shown.
func (e evidence) own() bool {
	return !e.address.Addr().IsValid() || e.address.Addr().IsLoopback()
}

func (e evidence) full() bool { return e.limit > 0 && e.players >= e.limit }

func (e evidence) greets() bool {
	return e.game != nil && len(e.game.Greeting)+len(e.game.GreetingFiles) > 0
}

// shownKind is the sort of adapter that has the address that friends are told.
func (e evidence) shownKind() lan.Kind {
	for _, a := range e.addresses {
		if a.IP == e.address.Addr() {
			return a.Kind
		}
	}
	return lan.Ethernet
}

// of gives the addresses on adapters of some sorts.
func (e evidence) of(kinds ...lan.Kind) []lan.Address {
	var list []lan.Address
	for _, a := range e.addresses {
		for _, k := range kinds {
			if a.Kind == k {
				list = append(list, a)
			}
		}
	}
	return list
}

// clock is a time of day as people say it.
func clock(t time.Time) string { return t.Format("15:04") }
