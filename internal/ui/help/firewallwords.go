package help

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/firewall"
)

// firewallName returns the name of a firewall.
func firewallName(f firewall.Finding) string {
	switch f.Kind {
	case firewall.Windows:
		switch f.Profile {
		case firewall.Private:
			return lang.L("Windows Firewall for private networks")
		case firewall.Public:
			return lang.L("Windows Firewall for public networks")
		case firewall.Domain:
			return lang.L("Windows Firewall for networks of a school or company")
		}
		return lang.L("Windows Firewall")
	case firewall.MacOS:
		return lang.L("The firewall of macOS")
	case firewall.UFW:
		return lang.L("The firewall ufw")
	case firewall.Firewalld:
		return lang.L("The firewall firewalld")
	case firewall.IPTables:
		return lang.L("The firewall iptables")
	}
	return lang.L("The firewall nftables")
}

// firewallTitle returns the name of a firewall with its state.
func firewallTitle(f firewall.Finding) string {
	name := map[string]any{"Name": firewallName(f)}
	switch f.State {
	case firewall.On:
		return lang.L("{{.Name}} is on.", name)
	case firewall.Off:
		return lang.L("{{.Name}} is off.", name)
	}
	return lang.L("{{.Name}}: Porchlight cannot tell whether it is on.", name)
}

// firewallEffect returns the effect of a firewall on friends, and why it is not known if it is not.
func firewallEffect(f firewall.Finding, port int) string {
	text := effectSentence(f, port)
	if f.Why == firewall.Dismissed {
		text += " " + lang.L("This happens when Windows asked whether to allow Porchlight and the answer was “Cancel”.")
	}
	if f.Unsure {
		text += " " + lang.L("Windows did not say whether your network is of this kind.")
	}
	return text
}

func effectSentence(f firewall.Finding, port int) string {
	data := map[string]any{"Port": port}
	byProgram := f.Kind == firewall.Windows || f.Kind == firewall.MacOS // its rules name programs, not ports
	switch {
	case f.State == firewall.Off:
		return lang.L("It keeps nobody out.")
	case f.Effect == firewall.Allows && f.Unsure:
		return lang.L("It lets friends connect to Porchlight on networks of this kind.")
	case f.Effect == firewall.Allows && byProgram:
		return lang.L("It lets friends connect to Porchlight.")
	case f.Effect == firewall.Allows:
		return lang.L("It lets friends connect to port {{.Port}}.", data)
	case f.Effect == firewall.NoRule && f.Kind == firewall.Windows:
		return lang.L("It has no rule for Porchlight yet. Windows asks when you start hosting: choose “Allow”.")
	case f.Effect == firewall.NoRule:
		return lang.L("It has no rule for Porchlight yet. Your Mac may ask when you start hosting: choose “Allow”.")
	case f.Unsure && f.Why == firewall.BlocksAll:
		return lang.L("On networks of this kind, it is set to block everything that comes in.")
	case f.Unsure && f.Effect == firewall.Blocks:
		return lang.L("It blocks Porchlight on networks of this kind.")
	case f.Why == firewall.BlocksAll:
		return lang.L("It is set to block everything that comes in, so friends cannot connect.")
	case f.Effect == firewall.Blocks && byProgram:
		return lang.L("It blocks Porchlight, so friends cannot connect.")
	case f.Effect == firewall.Blocks:
		return lang.L("It blocks port {{.Port}}, so friends cannot connect.", data)
	}
	return unknownSentence(f.Why)
}

// unknownSentence returns why the effect of a firewall is not known.
func unknownSentence(reason firewall.Reason) string {
	switch reason {
	case firewall.NeedsAdministrator:
		return lang.L("Porchlight cannot tell whether it lets friends in. Only the administrator of this computer may read its rules.")
	case firewall.Conditional:
		return lang.L("Porchlight cannot tell whether it lets friends in. Its rules let in some connections and not others, and which ones shows only when a friend connects.")
	}
	return lang.L("Porchlight cannot tell whether it lets friends in. The computer did not answer, or not in a way that Porchlight understands.")
}

// settingsAdvice returns which setting of the system lets friends in. findings must not be empty.
func settingsAdvice(findings []firewall.Finding) string {
	blocksAll := false
	for _, f := range findings {
		blocksAll = blocksAll || f.Why == firewall.BlocksAll
	}
	isMac := findings[0].Kind == firewall.MacOS
	switch {
	case blocksAll && isMac:
		return lang.L("To let friends in, open the settings, choose “Options…” and switch off “Block all incoming connections”.")
	case isMac:
		return lang.L("If friends cannot connect, open the settings, choose “Options…” and set Porchlight to “Allow incoming connections”.")
	case blocksAll:
		return lang.L("To let friends in, open the settings, choose “Turn Windows Defender Firewall on or off” at the left, and take away the tick at “Block all incoming connections” for your kind of network.")
	}
	return lang.L("If friends cannot connect, open the settings, choose “Change settings” and tick Porchlight for the kind of network that you are on.")
}

// commandAdvice returns the purpose of the command with index i and of the commands after it that last as long.
func commandAdvice(f firewall.Finding, i int) string {
	c := f.Commands[i]
	if c.Lasting == firewall.FromRestart {
		return lang.L("To keep it so after a restart, type this, too:")
	}
	purpose := lang.L("If friends cannot connect, this lets them in.")
	if f.Effect == firewall.Blocks {
		purpose = lang.L("This lets friends in.")
	}
	if c.Lasting == firewall.UntilRestart {
		purpose = lang.L("If friends cannot connect, this lets them in until the next restart.")
		if f.Effect == firewall.Blocks {
			purpose = lang.L("This lets friends in until the next restart.")
		}
	}
	if i+1 < len(f.Commands) && f.Commands[i+1].Lasting == c.Lasting {
		return purpose + " " + lang.L("Type these lines into a terminal, one after the other; it asks for the administrator’s password:")
	}
	return purpose + " " + lang.L("Type it into a terminal, which asks for the administrator’s password:")
}
