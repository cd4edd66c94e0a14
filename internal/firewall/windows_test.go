package firewall

import (
	"slices"
	"strings"
	"testing"
)

const program = `C:\Users\a\Downloads\porchlight.exe`

// on is the default settings of a Windows profile.
var on = profileSettings{enable: new(uint64(1)), shield: new(uint64(0)), inbound: nil}

func TestWindowsRulesAreEvaluatedForProgramPortAndProfile(t *testing.T) {
	const (
		allow   = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App=` + program + `|Name=porchlight.exe|Desc=porchlight.exe|Defer=User|`
		block   = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App=` + program + `|Name=porchlight.exe|Desc=porchlight.exe|Defer=User|`
		blockU  = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=17|Profile=Public|App=` + program + `|Name=porchlight.exe|Desc=porchlight.exe|Defer=User|`
		builtIn = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=RPC|App=C:\Windows\system32\svchost.exe|Svc=schedule|Name=@FirewallAPI.dll,-33253|EmbedCtxt=@FirewallAPI.dll,-33252|`
		store   = `v2.31|Action=Allow|Active=TRUE|Dir=In|Profile=Domain|Profile=Private|Profile=Public|Name=@{Microsoft.Store}|LUOwn=S-1-5-21-1|AppPkgId=S-1-15-2-1|EmbedCtxt=x|Platform=2:6:2|Platform2=GTEQ|`
	)
	with := func(rule, field string) string {
		return strings.Replace(rule, "Protocol=6|", "Protocol=6|"+field+"|", 1)
	}
	for _, c := range []struct {
		what   string
		rules  []string
		effect Effect
		why    Reason
	}{
		{"none", nil, NoRule, NoReason},
		{"those of Windows", []string{builtIn, store}, NoRule, NoReason},
		{"it is allowed", []string{builtIn, allow}, Allows, NoReason},
		{"it is blocked", []string{block}, Blocks, NoReason},
		{"the question was cancelled", []string{block, blockU}, Blocks, Dismissed},
		{"the question was cancelled, in the other order", []string{blockU, builtIn, block}, Blocks, Dismissed},
		{"a block wins", []string{allow, block}, Blocks, NoReason},
		{"a block wins, first", []string{block, allow}, Blocks, NoReason},
		{"only by UDP", []string{blockU}, NoRule, NoReason},
		{"another program's", []string{strings.Replace(block, "porchlight.exe|Name", "other.exe|Name", 1)}, NoRule, NoReason},
		{"in other letters", []string{strings.Replace(block, program, strings.ToUpper(program), 1)}, Blocks, NoReason},
		{"with the other slash", []string{strings.Replace(block, program, strings.ReplaceAll(program, `\`, "/"), 1)}, Blocks, NoReason},
		{"of another profile", []string{strings.Replace(block, "Public", "Private", 1)}, NoRule, NoReason},
		{"of two profiles", []string{strings.Replace(block, "Profile=Public", "Profile=Private|Profile=Public", 1)}, Blocks, NoReason},
		{"of all profiles", []string{strings.Replace(block, "Profile=Public|", "", 1)}, Blocks, NoReason},
		{"of any protocol", []string{strings.Replace(block, "Protocol=6|", "", 1)}, Blocks, NoReason},
		{"switched off", []string{strings.Replace(block, "TRUE", "FALSE", 1)}, NoRule, NoReason},
		{"for what goes out", []string{strings.Replace(block, "Dir=In", "Dir=Out", 1)}, NoRule, NoReason},
		{"for the port", []string{with(allow, "LPort=5555")}, Allows, NoReason},
		{"for another port", []string{with(allow, "LPort=5556")}, NoRule, NoReason},
		{"for several ports", []string{with(allow, "LPort=80|LPort=5555")}, Allows, NoReason},
		{"for a range of ports", []string{with(allow, "LPort2_10=5000-6000")}, Allows, NoReason},
		{"for a range of ports, as old ones say it", []string{with(allow, "LPort=5000-6000")}, Allows, NoReason},
		{"for another range", []string{with(allow, "LPort2_10=6000-7000")}, NoRule, NoReason},
		{"for any program on the port", []string{"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5555|Name=Game|"}, Allows, NoReason},
		{"from this network", []string{with(allow, "RA4=LocalSubnet|RA6=LocalSubnet")}, Allows, NoReason},
		{"from this network, as newer ones say it", []string{with(allow, "RA42=LocalSubnet")}, Allows, NoReason},
		{"from some addresses", []string{with(allow, "RA4=192.168.1.0/255.255.255.0")}, EffectUnknown, Conditional},
		{"blocked from some addresses", []string{allow, with(block, "RA4=192.168.1.9")}, EffectUnknown, Conditional},
		{"on one adapter", []string{with(allow, "IF={1}")}, EffectUnknown, Conditional},
		{"on one kind of adapter", []string{with(allow, "IFType=Wireless")}, EffectUnknown, Conditional},
		{"authenticated", []string{with(allow, "Security=Authenticate")}, EffectUnknown, Conditional},
		{"around all blocks", []string{strings.Replace(allow, "Allow", "ByPass", 1)}, EffectUnknown, Conditional},
		{"conditional, and allowed besides", []string{with(allow, "IF={1}"), allow}, Allows, NoReason},
		{"edge traversal", []string{with(allow, "Edge=TRUE")}, Allows, NoReason},
		{"no rules", []string{"", "|", "v2.30", "x", "v2.30|Action=Block|", "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=x|"}, NoRule, NoReason},
	} {
		facts := windowsFacts{rules: c.rules, readable: true, active: []Profile{Public}, settings: map[Profile]profileSettings{Public: on}}
		got := evaluateWindows(facts, program, 5555)
		if len(got) != 1 || got[0].State != On || got[0].Unsure || got[0].Effect != c.effect || got[0].Why != c.why {
			t.Errorf("%s: got %+v, want effect %v because of %v", c.what, got, c.effect, c.why)
		}
	}
}

func TestWindowsProfileSettingsAreEvaluated(t *testing.T) {
	const allow = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=5555|Name=Game|"
	for _, c := range []struct {
		what     string
		settings profileSettings
		policy   []string
		state    State
		effect   Effect
		why      Reason
	}{
		{"on", on, nil, On, Allows, NoReason},
		{"off", profileSettings{enable: new(uint64(0))}, nil, Off, Allows, NoReason},
		{"not readable", profileSettings{}, nil, StateUnknown, EffectUnknown, NoAnswer},
		{"keeps all out", profileSettings{enable: new(uint64(1)), shield: new(uint64(1))}, nil, On, Blocks, BlocksAll},
		{"only the policy's rules", profileSettings{enable: new(uint64(1)), localRules: new(uint64(0))}, nil, On, NoRule, NoReason},
		{"only the policy's rules, which allow", profileSettings{enable: new(uint64(1)), localRules: new(uint64(0))}, []string{allow}, On, Allows, NoReason},
		{"the policy blocks", on, []string{strings.Replace(allow, "Allow", "Block", 1)}, On, Blocks, NoReason},
	} {
		facts := windowsFacts{rules: []string{allow}, policy: c.policy, readable: true, active: []Profile{Private}, settings: map[Profile]profileSettings{Private: c.settings}}
		f := evaluateWindows(facts, program, 5555)[0]
		if f.State != c.state || f.Effect != c.effect || f.Why != c.why {
			t.Errorf("%s: got %+v", c.what, f)
		}
	}
	open := profileSettings{enable: new(uint64(1)), inbound: new(uint64(0))}
	if f := evaluateWindows(windowsFacts{readable: true, active: []Profile{Public}, settings: map[Profile]profileSettings{Public: open}}, program, 5555)[0]; f.Effect != Allows {
		t.Errorf("a profile that lets in by default: %+v", f)
	}
	if f := evaluateWindows(windowsFacts{active: []Profile{Public}, settings: map[Profile]profileSettings{Public: on}}, program, 5555)[0]; f.Effect != EffectUnknown || f.Why != NoAnswer {
		t.Errorf("rules that cannot be read: %+v", f)
	}
}

func TestWithoutNetworkCategoriesEveryProfileIsUnsure(t *testing.T) {
	facts := windowsFacts{readable: true, settings: map[Profile]profileSettings{Public: on, Private: {enable: new(uint64(0))}}}
	got := evaluateWindows(facts, program, 5555)
	if len(got) != 3 {
		t.Fatalf("got %+v", got)
	}
	for _, f := range got {
		if !f.Unsure {
			t.Errorf("%+v is sure", f)
		}
	}
}

func TestNetworkCategoriesAreParsed(t *testing.T) {
	for out, want := range map[string][]Profile{
		"Private\r\n":                     {Private},
		"Public\r\nPrivate\r\nPublic\r\n": {Public, Private},
		"DomainAuthenticated\r\n":         {Domain},
		"":                                nil,
		"Get-NetConnectionProfile : not recognized\r\n": nil,
	} {
		if got := networkCategories(out); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", out, got, want)
		}
	}
}

func TestWindowsSettingsOpenTheProgramsUnlessEverythingIsBlocked(t *testing.T) {
	for want, f := range map[string]Finding{
		"control.exe /name Microsoft.WindowsFirewall /page pageConfigureApps": {Effect: Blocks, Why: Dismissed},
		"control.exe /name Microsoft.WindowsFirewall":                         {Effect: Blocks, Why: BlocksAll},
	} {
		if got := strings.Join(windowsSettings([]Finding{f}), " "); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

// FuzzWindowsRules checks that no value in the registry causes a panic, and that invalid rules have no effect.
func FuzzWindowsRules(f *testing.F) {
	f.Add(`v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=5555|LPort2_10=1-2|RA42=LocalSubnet|App=C:\p.exe|Name=P|`)
	f.Add("v|Action=Allow|Active=true|Dir=In||=|")
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := parseWindowsRule(text)
		if ok && (!strings.Contains(text, "Action=") || !strings.Contains(text, "Dir=In")) {
			t.Errorf("%q is taken for a rule", text)
		}
		r.matches(program, tcp, 5555, Public)
	})
}
