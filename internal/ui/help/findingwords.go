package help

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/messages"
)

// finding is a diagnose.Finding as a page shows it.
type finding struct {
	mark diagnose.Mark
	text string
}

// findingSentences returns findings with their sentences, in the same order.
func findingSentences(list []diagnose.Finding, e *diagnose.Evidence) []finding {
	sentences := make([]finding, len(list))
	for i, f := range list {
		sentences[i] = finding{f.Mark, findingSentence(f.ID, e)}
	}
	return sentences
}

// findingSentence returns the sentence of one finding.
func findingSentence(id diagnose.FindingID, e *diagnose.Evidence) string {
	data := map[string]any{
		"Address": e.Addr.String(), "Port": int(e.Addr.Port()), "Time": kit.FormatClock(e.Since), "IP": e.Addr.Addr().String(),
		"N": kit.FormatCount(uint64(e.Attempts)), "From": e.LastFrom.String(), "At": kit.FormatClock(e.LastAt), "Why": messages.RejectReason(e.LastRejected),
	}
	switch id {
	case diagnose.ListeningLocally:
		return lang.L("Porchlight is listening on port {{.Port}} since {{.Time}}, for programs on this computer only.", data)
	case diagnose.ListeningAt:
		return lang.L("Porchlight is listening on {{.Address}} since {{.Time}}.", data)
	case diagnose.StartingOrStopping:
		return lang.L("Porchlight is just starting or stopping.")
	case diagnose.StartFailed:
		return lang.L("Porchlight could not start hosting. Its window says why.")
	case diagnose.NotHosting:
		return lang.L("Porchlight is not hosting, so nobody can connect.")
	case diagnose.SelfTestPassed:
		return lang.L("It has checked that this computer answers there.")
	case diagnose.SelfTestFailed:
		return lang.L("Something is wrong at that address. Porchlight's window says what.")
	case diagnose.SelfTestPending:
		return lang.L("It has not checked yet whether this computer answers there.")
	case diagnose.PortShared:
		return lang.L("Another program on this computer answers on port {{.Port}} too. Friends may reach that one instead.", data)
	case diagnose.NobodyArrived:
		return lang.L("Nobody from another computer has reached it yet.")
	case diagnose.OneArrived:
		return lang.L("Another computer has reached it once, from {{.From}} at {{.At}}.", data)
	case diagnose.SeveralArrived:
		return lang.L("Other computers have reached it {{.N}} times, the last one from {{.From}} at {{.At}}.", data)
	case diagnose.LastRejected:
		return lang.L("Porchlight turned the last one away: {{.Why}}.", data)
	case diagnose.ShowsLinkLocal:
		return lang.L("{{.IP}} is an address that this computer made up, because no router gave it one.", data)
	case diagnose.ShowsVPN:
		return lang.L("{{.IP}} belongs to a VPN. Only friends in the same VPN can reach it.", data)
	case diagnose.ShowsVirtual:
		return lang.L("{{.IP}} belongs to a virtual machine on this computer. Friends cannot reach it.", data)
	case diagnose.OnNoNetwork, diagnose.OnOneNetwork, diagnose.OnSeveralNetworks, diagnose.HasNoVPN, diagnose.HasVPN:
		return networkSentence(id, e)
	}
	return playerSentence(id, e)
}

// networkSentence returns the sentence of a finding about the networks of this computer.
func networkSentence(id diagnose.FindingID, e *diagnose.Evidence) string {
	all, tunnels := e.LocalAddrs, e.Adapters(lan.VPN)
	data := map[string]any{"N": len(all), "Names": adapterNames(all)}
	switch id {
	case diagnose.OnNoNetwork:
		return lang.L("This computer is not on a network.")
	case diagnose.OnOneNetwork:
		return lang.L("This computer is on one network: {{.Names}}.", data)
	case diagnose.OnSeveralNetworks:
		return lang.L("This computer is on {{.N}} networks: {{.Names}}.", data)
	case diagnose.HasNoVPN:
		return lang.L("This computer has no address of a private network such as Tailscale or ZeroTier.")
	}
	return lang.L("This computer has an address of a VPN: {{.Names}}. If that is a private network with your friends, as Tailscale and ZeroTier make, it is good to give to friends in it.", map[string]any{"Names": adapterNames(tunnels)})
}

// adapterNames lists the names and addresses of adapters.
func adapterNames(list []lan.Address) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.Name() + " " + a.IP.String()
	}
	return strings.Join(names, ", ")
}

// playerSentence returns the sentence of a finding about the players or the game.
func playerSentence(id diagnose.FindingID, e *diagnose.Evidence) string {
	data := map[string]any{"N": e.Players, "Limit": e.Limit, "Silent": e.Silent, "Unended": e.Incomplete}
	if e.Game != nil {
		data["Name"] = e.Game.Name
	}
	switch id {
	case diagnose.GameFull:
		return lang.L("The game is full: {{.N}} of {{.Limit}} players are in.", data)
	case diagnose.NoPlayers:
		return lang.L("No player is in the game.")
	case diagnose.OnePlayer:
		return lang.L("One player is in the game.")
	case diagnose.SeveralPlayers:
		return lang.L("{{.N}} players are in the game.", data)
	case diagnose.OneSilent:
		return lang.L("One player has connected and not said anything yet.")
	case diagnose.SeveralSilent:
		return lang.L("{{.Silent}} players have connected and not said anything yet.", data)
	case diagnose.OneIncomplete:
		return lang.L("One player has sent bytes, but not the end of a message.")
	case diagnose.SeveralIncomplete:
		return lang.L("{{.Unended}} players have sent bytes, but not the end of a message.", data)
	case diagnose.GameGreets:
		return lang.L("The game is {{.Name}}. It greets players first.", data)
	case diagnose.GameWaits:
		return lang.L("The game is {{.Name}}. It says nothing before players do.", data)
	}
	return ""
}
