package firewall

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// ufwStatus returns output of `ufw status verbose`.
func ufwStatus(incoming string, rules ...string) string {
	return "Status: active\nLogging: on (low)\nDefault: " + incoming + " (incoming), allow (outgoing), disabled (routed)\nNew profiles: skip\n\n" +
		"To                         Action      From\n--                         ------      ----\n" + strings.Join(rules, "\n") + "\n"
}

func TestUFWRulesAreEvaluatedInOrder(t *testing.T) {
	for _, c := range []struct {
		what   string
		status string
		state  State
		effect Effect
		why    Reason
	}{
		{"off", "Status: inactive\n", Off, Allows, NoReason},
		{"no answer", "ERROR: problem running", StateUnknown, EffectUnknown, NoAnswer},
		{"no default", "Status: active\n", On, EffectUnknown, NoAnswer},
		{"no rules", ufwStatus("deny"), On, Blocks, NoReason},
		{"no rules, rejecting", ufwStatus("reject"), On, Blocks, NoReason},
		{"no rules, letting in", ufwStatus("allow"), On, Allows, NoReason},
		{"the port", ufwStatus("deny", "5555/tcp                   ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"the port with a comment", ufwStatus("deny", "5555/tcp                   ALLOW IN    Anywhere                   # game"), On, Allows, NoReason},
		{"the port by both", ufwStatus("deny", "5555                       ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"the port by UDP", ufwStatus("deny", "5555/udp                   ALLOW IN    Anywhere"), On, Blocks, NoReason},
		{"another port", ufwStatus("deny", "22/tcp                     ALLOW IN    Anywhere"), On, Blocks, NoReason},
		{"a range", ufwStatus("deny", "5000:6000/tcp              ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"a list", ufwStatus("deny", "80,5555/tcp                ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"an application", ufwStatus("deny", "80,443/tcp (Nginx Full)    ALLOW IN    Anywhere"), On, Blocks, NoReason},
		{"an application with the port", ufwStatus("deny", "5555/tcp (Game)            ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"limited", ufwStatus("deny", "5555/tcp                   LIMIT IN    Anywhere"), On, Allows, NoReason},
		{"IPv6 alone", ufwStatus("deny", "5555/tcp (v6)              ALLOW IN    Anywhere (v6)"), On, Blocks, NoReason},
		{"denied", ufwStatus("allow", "5555/tcp                   DENY IN     Anywhere"), On, Blocks, NoReason},
		{"denied first", ufwStatus("deny", "5555/tcp                   DENY IN     Anywhere", "5555/tcp                   ALLOW IN    Anywhere"), On, Blocks, NoReason},
		{"allowed first", ufwStatus("deny", "5555/tcp                   ALLOW IN    Anywhere", "5555/tcp                   REJECT IN   Anywhere"), On, Allows, NoReason},
		{"everything", ufwStatus("deny", "Anywhere                   ALLOW IN    Anywhere"), On, Allows, NoReason},
		{"from a network", ufwStatus("deny", "5555/tcp                   ALLOW IN    192.168.1.0/24"), On, EffectUnknown, Conditional},
		{"everything from a network", ufwStatus("deny", "Anywhere                   ALLOW IN    192.168.1.0/24"), On, EffectUnknown, Conditional},
		{"on an adapter", ufwStatus("deny", "5555/tcp on wlan0          ALLOW IN    Anywhere"), On, EffectUnknown, Conditional},
		{"on an address", ufwStatus("deny", "192.168.1.2 5555/tcp       ALLOW IN    Anywhere"), On, EffectUnknown, Conditional},
		{"on an address, another port", ufwStatus("deny", "192.168.1.2 22/tcp         ALLOW IN    Anywhere"), On, Blocks, NoReason},
		{"on an address, all ports", ufwStatus("deny", "192.168.1.2                ALLOW IN    Anywhere"), On, EffectUnknown, Conditional},
		{"on addresses", ufwStatus("deny", "192.168.1.0/24             ALLOW IN    Anywhere"), On, EffectUnknown, Conditional},
		{"by name", ufwStatus("deny", "OpenSSH                    ALLOW IN    Anywhere"), On, EffectUnknown, Conditional},
		{"out", ufwStatus("deny", "5555/tcp                   ALLOW OUT   Anywhere"), On, Blocks, NoReason},
		{"forwarded", ufwStatus("deny", "5555/tcp                   ALLOW FWD   Anywhere"), On, Blocks, NoReason},
		{"a long name", ufwStatus("deny", "5000,5001,5002,5003,5004,5555/tcp ALLOW IN    Anywhere"), On, Allows, NoReason},
	} {
		if state, effect, why := evaluateUFW(c.status, 5555); state != c.state || effect != c.effect || why != c.why {
			t.Errorf("%s: %v, %v, %v", c.what, state, effect, why)
		}
	}
}

func TestWithoutRootUFWIsOnAndItsRulesUnknown(t *testing.T) {
	run, ran := fake(nil)
	conf := files(map[string]string{"/etc/ufw/ufw.conf": "# comment\nENABLED=yes\n\nLOGLEVEL=low\n"})
	got := readLinux(context.Background(), system{run: run, read: conf}, 5555)
	if len(got) != 1 || got[0].Kind != UFW || got[0].State != On || got[0].Effect != EffectUnknown || got[0].Why != NeedsAdministrator {
		t.Errorf("got %+v", got)
	}
	if line := lines(got[0].Commands); line != "sudo ufw allow 5555/tcp" {
		t.Errorf("the command is %q", line)
	}
	for _, line := range *ran {
		if strings.HasPrefix(line, "ufw") || strings.HasPrefix(line, "sudo") {
			t.Errorf("it ran %q", line)
		}
	}
}

func TestTheStateOfUFWIsReadFromItsFile(t *testing.T) {
	for conf, want := range map[string]State{
		"ENABLED=yes\n": On, "ENABLED=no\n": Off, "#ENABLED=yes\nENABLED=no": Off, "ENABLED=\"yes\"": On, "LOGLEVEL=low": StateUnknown, "": StateUnknown,
	} {
		if got := ufwEnabled(conf); got != want {
			t.Errorf("%q: %v, want %v", conf, got, want)
		}
	}
}

const zonePublic = `public (active)
  target: default
  icmp-block-inversion: no
  interfaces: eth0
  sources: 
  services: dhcpv6-client ssh
  ports: %PORTS
  protocols: 
  forward: yes
  masquerade: no
  forward-ports: 
  source-ports: 
  icmp-blocks: 
  rich rules: 
`

func TestFirewalldZonesAreEvaluated(t *testing.T) {
	zone := func(ports string, changes ...string) string {
		return strings.NewReplacer(append([]string{"%PORTS", ports}, changes...)...).Replace(zonePublic)
	}
	for _, c := range []struct {
		what   string
		zone   string
		effect Effect
	}{
		{"no ports", zone(""), Blocks},
		{"the port", zone("22/tcp 5555/tcp"), Allows},
		{"the port by UDP", zone("5555/udp"), Blocks},
		{"Fedora's workstation", zone("1025-65535/udp 1025-65535/tcp"), Allows},
		{"another range", zone("6000-7000/tcp"), Blocks},
		{"a trusting zone", zone("", "target: default", "target: ACCEPT"), Allows},
		{"a dropping zone", zone("", "target: default", "target: DROP"), Blocks},
		{"a dropping zone with the port", zone("5555/tcp", "target: default", "target: DROP"), Allows},
		{"a service with the port", zone("", "ssh", "game"), Allows},
		{"a service that is not known", zone("", "ssh", "mystery"), EffectUnknown},
		{"a service with others in it", zone("", "ssh", "bundle"), EffectUnknown},
		{"all of TCP", zone("", "protocols: ", "protocols: tcp"), Allows},
		{"rich rules", zone("5555/tcp") + "\trule family=\"ipv4\" source address=\"10.0.0.1\" reject\n", EffectUnknown},
		{"forwarded ports", zone("", "forward-ports: ", "forward-ports: port=5555:proto=tcp:toport=80"), EffectUnknown},
		{"nothing", "", EffectUnknown},
	} {
		run, _ := fake(map[string]string{
			"systemctl is-active firewalld":             "active\n",
			"firewall-cmd --get-active-zones":           "public\n  interfaces: eth0\ndocker\n  interfaces: docker0\n",
			"firewall-cmd --get-active-policies":        "allow-host-ipv6\n  ingress-zones: ANY\n  egress-zones: HOST\n",
			"firewall-cmd --zone=public --list-all":     c.zone,
			"firewall-cmd --info-service=ssh":           "ssh\n  ports: 22/tcp\n  protocols: \n  includes: \n",
			"firewall-cmd --info-service=dhcpv6-client": "dhcpv6-client\n  ports: 546/udp\n",
			"firewall-cmd --info-service=game":          "game\n  ports: 5550-5560/tcp\n",
			"firewall-cmd --info-service=bundle":        "bundle\n  ports: \n  includes: ssh game\n",
		})
		got := readLinux(context.Background(), system{run: run, read: noFiles, root: true}, 5555)
		if len(got) != 1 || got[0].Kind != Firewalld || got[0].State != On || got[0].Effect != c.effect {
			t.Errorf("%s: got %+v, want effect %v", c.what, got, c.effect)
		}
		want := "sudo firewall-cmd --zone=public --add-port=5555/tcp\nsudo firewall-cmd --permanent --zone=public --add-port=5555/tcp"
		if c.effect == Allows {
			want = ""
		}
		if line := lines(got[0].Commands); line != want {
			t.Errorf("%s: the commands are\n%s", c.what, line)
		}
	}
}

func TestFirewalldIsNotQueriedIfItNeedsAPassword(t *testing.T) {
	run, ran := fake(map[string]string{"systemctl is-active firewalld": "active\n", "pkcheck x": ""})
	got := readLinux(context.Background(), system{run: run, read: noFiles}, 5555)
	if len(got) != 1 || got[0].State != On || got[0].Effect != EffectUnknown || got[0].Why != NeedsAdministrator || len(got[0].Commands) != 2 {
		t.Errorf("got %+v", got)
	}
	if slices.ContainsFunc(*ran, func(line string) bool { return strings.HasPrefix(line, "firewall-cmd") }) {
		t.Errorf("it ran %q", *ran)
	}
}

func TestFirewalldThatIsOffOrMissingIsOmitted(t *testing.T) {
	for _, answers := range []map[string]string{nil, {"systemctl is-active firewalld": "!inactive\n"}} {
		run, _ := fake(answers)
		if got := readLinux(context.Background(), system{run: run, read: noFiles, root: true}, 5555); len(got) != 0 {
			t.Errorf("got %+v", got)
		}
	}
}

func TestDifferentZonesAreUnknown(t *testing.T) {
	run, _ := fake(map[string]string{
		"systemctl is-active firewalld":         "active\n",
		"firewall-cmd --get-active-zones":       "home (default)\n  interfaces: wlan0\nwork\n  sources: 10.0.0.0/8\n",
		"firewall-cmd --get-active-policies":    "",
		"firewall-cmd --zone=home --list-all":   "home\n  target: default\n  ports: 5555/tcp\n",
		"firewall-cmd --zone=work --list-all":   "work\n  target: default\n  ports: \n",
		"firewall-cmd --info-service=something": "",
	})
	got := readLinux(context.Background(), system{run: run, read: noFiles, root: true}, 5555)
	if len(got) != 1 || got[0].Effect != EffectUnknown || got[0].Why != Conditional {
		t.Fatalf("got %+v", got)
	}
	if line := lines(got[0].Commands); strings.Contains(line, "--zone") {
		t.Errorf("a zone is picked in %q", line)
	}
}

func TestAnUnknownFirewalldPolicyIsUnknown(t *testing.T) {
	for policies, known := range map[string]bool{"": true, "allow-host-ipv6\n  ingress-zones: ANY\n": true, "mine\n  ingress-zones: ANY\n": false} {
		if got := onlyStandardPolicies(policies); got != known {
			t.Errorf("%q: %v", policies, got)
		}
	}
}

func TestTheKernelsRulesDecideIfTheManagersAreUnknown(t *testing.T) {
	conf := files(map[string]string{"/etc/ufw/ufw.conf": "ENABLED=yes"})
	const drops = `{"nftables":[{"chain":{"family":"ip","table":"filter","name":"INPUT","type":"filter","hook":"input","policy":"drop"}}]}`
	for _, c := range []struct {
		status string
		kernel string
		want   []Effect
	}{
		{ufwStatus("deny", "5555/tcp    ALLOW IN    192.168.1.0/24"), drops, []Effect{Blocks}},
		{ufwStatus("deny", "5555/tcp    ALLOW IN    192.168.1.0/24"), `{"nftables":[]}`, []Effect{Allows}},
		{ufwStatus("deny", "5555/tcp    ALLOW IN    Anywhere"), drops, []Effect{Allows, Blocks}},
		{ufwStatus("deny"), `{"nftables":[]}`, []Effect{Blocks}},
	} {
		run, _ := fake(map[string]string{"ufw status verbose": c.status, "nft -j list ruleset": c.kernel})
		var got []Effect
		for _, f := range readLinux(context.Background(), system{run: run, read: conf, root: true}, 5555) {
			got = append(got, f.Effect)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %v, want %v", c.status, c.kernel, got, c.want)
		}
	}
}

func TestIPTablesIsReadWithoutNFT(t *testing.T) {
	for _, c := range []struct {
		out    string
		root   bool
		state  State
		effect Effect
		why    Reason
	}{
		{"-P INPUT ACCEPT\n-P FORWARD DROP\n-P OUTPUT ACCEPT\n", true, Off, Allows, NoReason},
		{"-P INPUT DROP\n-P FORWARD DROP\n", true, On, Blocks, NoReason},
		{"-P INPUT DROP\n-A INPUT -p tcp --dport 22 -j ACCEPT\n", true, On, EffectUnknown, Conditional},
		{"!", true, StateUnknown, EffectUnknown, NoAnswer},
		{"", true, StateUnknown, EffectUnknown, NoAnswer},
		{"!", false, StateUnknown, EffectUnknown, NeedsAdministrator},
	} {
		run, _ := fake(map[string]string{"iptables -S": c.out})
		got := readLinux(context.Background(), system{run: run, read: noFiles, root: c.root}, 5555)
		if len(got) != 1 || got[0].Kind != IPTables || got[0].State != c.state || got[0].Effect != c.effect || got[0].Why != c.why {
			t.Errorf("%q: %+v", c.out, got)
		}
	}
}
