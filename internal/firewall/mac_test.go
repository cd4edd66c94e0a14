package firewall

import (
	"context"
	"strings"
	"testing"
)

func TestTheAnswersOfAllMacOSVersionsAreParsed(t *testing.T) {
	const (
		on, off, all = "Firewall is enabled. (State = 1)\n", "Firewall is disabled. (State = 0)\n", "Firewall is enabled. (State = 2)\n"
		path         = "/Applications/Porchlight.app"
	)
	for _, c := range []struct {
		global, blockAll, app string
		state                 State
		effect                Effect
		why                   Reason
	}{
		{off, "Block all DISABLED!", "", Off, Allows, NoReason},
		{on, "Block all DISABLED! \n", "Incoming connection to the application is permitted \n", On, Allows, NoReason},
		{on, "Firewall has block all state set to disabled.\n", "Incoming connection to " + path + " is permitted\n", On, Allows, NoReason},
		{on, "Block all is off\n", "The application at path ( " + path + " ) is not blocked from accepting incoming connections.\n", On, Allows, NoReason},
		{on, "Block all DISABLED!", "Incoming connection to the application is blocked \n", On, Blocks, NoReason},
		{on, "Firewall has block all state set to disabled.", "Application at path ( " + path + " ) is blocked from accepting incoming connections.", On, Blocks, NoReason},
		{on, "Block all DISABLED!", "The application is not part of the firewall\n", On, NoRule, NoReason},
		{on, "Block all ENABLED! \n", "Incoming connection to the application is permitted", On, Blocks, BlocksAll},
		{on, "Firewall has block all state set to enabled.", "", On, Blocks, BlocksAll},
		{all, "", "", On, Blocks, BlocksAll},
		{"Firewall is blocking all non-essential incoming connections. (State = 2)", "Firewall has block all state set to enabled.", "", On, Blocks, BlocksAll},
		{on, "", "Incoming connection to the application is permitted", On, EffectUnknown, NoAnswer},
		{on, "Block all DISABLED!", "", On, EffectUnknown, NoAnswer},
		{on, "Block all DISABLED!", "Something else entirely", On, EffectUnknown, NoAnswer},
		{"", "", "", StateUnknown, EffectUnknown, NoAnswer},
		{"Le pare-feu", "", "", StateUnknown, EffectUnknown, NoAnswer},
	} {
		run, _ := fake(map[string]string{
			socketFilter + " --getglobalstate":        c.global,
			socketFilter + " --getblockall":           c.blockAll,
			socketFilter + " --getappblocked " + path: c.app,
		})
		f := readMac(context.Background(), run, path+"/Contents/MacOS/porchlight")
		if f.State != c.state || f.Effect != c.effect || f.Why != c.why {
			t.Errorf("%q %q %q: got %+v", c.global, c.blockAll, c.app, f)
		}
		if needed := c.effect != Allows && c.why != BlocksAll; needed != (len(f.Commands) == 2) {
			t.Errorf("%q %q %q: commands %v", c.global, c.blockAll, c.app, f.Commands)
		}
	}
}

func TestMacOSCommandsAreQuotedForAShell(t *testing.T) {
	run, _ := fake(nil)
	f := readMac(context.Background(), run, "/Users/ann/My Games/it's/porchlight")
	const want = "sudo " + socketFilter + ` --add '/Users/ann/My Games/it'\''s/porchlight'` + "\n" +
		"sudo " + socketFilter + ` --unblockapp '/Users/ann/My Games/it'\''s/porchlight'`
	if got := lines(f.Commands); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheMacOSSettingsPageDependsOnTheVersion(t *testing.T) {
	for version, want := range map[string]string{
		"15.1\n": "Network-Settings", "13.0\n": "Network-Settings", "12.7.1\n": "preference.security", "10.15\n": "preference.security", "": "Network-Settings",
	} {
		run, _ := fake(map[string]string{"sw_vers -productVersion": version})
		got := macSettings(context.Background(), run)
		if len(got) != 2 || got[0] != "open" || !strings.Contains(got[1], want) || !strings.HasSuffix(got[1], "?Firewall") {
			t.Errorf("%q: %q", version, got)
		}
	}
}
