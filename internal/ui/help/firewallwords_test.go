package help

import (
	"testing"

	"porchlight/internal/firewall"
	"porchlight/internal/ui/uitest"
)

// Commands and settings in reports.
var (
	ufwCommand  = []firewall.Command{{Line: "sudo ufw allow 5555/tcp"}}
	winSettings = []string{"control.exe", "/name", "Microsoft.WindowsFirewall"}
)

func TestEveryFindingSaysItsEffectOnFriends(t *testing.T) {
	finding := func(kind firewall.Kind, state firewall.State, effect firewall.Effect, why firewall.Reason) firewall.Finding {
		return firewall.Finding{Kind: kind, State: state, Effect: effect, Why: why}
	}
	public := func(f firewall.Finding, unsure bool) firewall.Finding {
		f.Profile, f.Unsure = firewall.Public, unsure
		return f
	}
	for _, c := range []struct {
		finding firewall.Finding
		want    []string
		not     string
	}{
		{finding(firewall.UFW, firewall.On, firewall.EffectUnknown, firewall.NeedsAdministrator), []string{"The firewall ufw is on.", "cannot tell", "Only the administrator of this computer may read its rules."}, "block"},
		{finding(firewall.UFW, firewall.Off, firewall.Allows, firewall.NoReason), []string{"The firewall ufw is off.", "It keeps nobody out."}, "cannot"},
		{finding(firewall.UFW, firewall.On, firewall.Allows, firewall.NoReason), []string{"It lets friends connect to port 5555."}, "cannot"},
		{finding(firewall.UFW, firewall.On, firewall.Blocks, firewall.NoReason), []string{"It blocks port 5555, so friends cannot connect."}, "cannot tell"},
		{finding(firewall.Firewalld, firewall.On, firewall.EffectUnknown, firewall.Conditional), []string{"The firewall firewalld is on.", "some connections and not others"}, "block"},
		{finding(firewall.NFTables, firewall.StateUnknown, firewall.EffectUnknown, firewall.NeedsAdministrator), []string{"The firewall nftables: Porchlight cannot tell whether it is on.", "Only the administrator"}, "block"},
		{finding(firewall.IPTables, firewall.StateUnknown, firewall.EffectUnknown, firewall.NoAnswer), []string{"The firewall iptables", "did not answer"}, "block"},
		{finding(firewall.MacOS, firewall.On, firewall.Allows, firewall.NoReason), []string{"The firewall of macOS is on.", "It lets friends connect to Porchlight."}, "cannot"},
		{finding(firewall.MacOS, firewall.On, firewall.NoRule, firewall.NoReason), []string{"no rule for Porchlight yet. Your Mac may ask"}, "block"},
		{finding(firewall.MacOS, firewall.On, firewall.Blocks, firewall.BlocksAll), []string{"set to block everything"}, "cannot tell"},
		{public(finding(firewall.Windows, firewall.On, firewall.NoRule, firewall.NoReason), false), []string{"Windows Firewall for public networks is on.", "Windows asks when you start hosting"}, "block"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.NoReason), false), []string{"It blocks Porchlight, so friends cannot connect."}, "Cancel"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.Dismissed), false), []string{"the answer was “Cancel”"}, "cannot tell"},
		{public(finding(firewall.Windows, firewall.On, firewall.Allows, firewall.NoReason), true), []string{"Windows did not say whether your network is of this kind."}, "block"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.NoReason), true), []string{"It blocks Porchlight on networks of this kind. Windows did not say"}, "cannot connect"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.BlocksAll), true), []string{"On networks of this kind, it is set to block everything", "Windows did not say"}, "so friends cannot connect"},
	} {
		p := openFirewallPage(t)
		p.report(firewall.Report{Port: 5555, Findings: []firewall.Finding{c.finding}})
		for _, want := range c.want {
			if !p.contains(want) {
				t.Errorf("%+v: %q is not in\n%s", c.finding, want, p.text())
			}
		}
		if p.contains(c.not) {
			t.Errorf("%+v: %q is in\n%s", c.finding, c.not, p.text())
		}
	}
}

// firewallReports returns reports of every kind, including the longest texts.
func firewallReports() map[string]firewall.Report {
	nft := "sudo nft insert rule inet a_table_with_a_long_name input_of_the_whole_computer tcp dport 55555 accept"
	return map[string]firewall.Report{
		"ufw": {Port: 5555, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}},
		"nftables": {Port: 55555, Findings: []firewall.Finding{
			{Kind: firewall.UFW, State: firewall.Off, Effect: firewall.Allows},
			{Kind: firewall.NFTables, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{{Line: nft, Lasting: firewall.UntilRestart}, {Line: nft, Lasting: firewall.UntilRestart}}},
		}},
		"windows": {Port: 5555, Settings: winSettings, Findings: []firewall.Finding{
			{Kind: firewall.Windows, Profile: firewall.Domain, State: firewall.On, Effect: firewall.Blocks, Why: firewall.Dismissed, Unsure: true},
			{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.NoRule},
		}},
		"mac": {Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.MacOS, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{
			{Line: "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add /Applications/Porchlight.app"},
			{Line: "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp /Applications/Porchlight.app"},
		}}}},
		"none": {Port: 5555},
	}
}

func TestEveryReportFitsEverySize(t *testing.T) {
	for name, report := range firewallReports() {
		t.Run(name, func(t *testing.T) {
			p := openFirewallPage(t)
			p.report(report)
			for _, size := range sizes {
				p.Window.Resize(size)
				s := uitest.ScreenOf(t, p.Harness)
				if got := p.Window.Canvas().Size(); got != size {
					t.Errorf("the window grew from %v to %v", size, got)
				}
				s.CheckInside()
				s.CheckTexts()
				s.CheckApart(p.page.content)
			}
		})
	}
}
