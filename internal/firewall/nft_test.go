package firewall

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"porchlight/test/need"
)

// inNamespace returns a runner in a new network namespace. Without root or without the tools the
// test is skipped, or fails in continuous integration.
func namespace(t *testing.T) runner {
	t.Helper()
	need.Root(t)
	need.Tools(t, "ip:iproute2", "nft:nftables")
	name := fmt.Sprintf("porchlight-fw-%d", os.Getpid())
	if out, err := exec.Command("ip", "netns", "add", name).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("ip", "netns", "del", name).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return func(ctx context.Context, argv ...string) (string, error) {
		return run(ctx, append([]string{"ip", "netns", "exec", name}, argv...)...)
	}
}

// noFiles is a read function without files.
func noFiles(string) ([]byte, error) { return nil, os.ErrNotExist }

// load replaces the ruleset of a namespace.
func load(t *testing.T, in runner, rules string) {
	t.Helper()
	rules = strings.NewReplacer("; } }", ";\n}\n}", "; }", ";\n}").Replace(rules)
	file := t.TempDir() + "/rules.nft"
	if err := os.WriteFile(file, []byte("flush ruleset\n"+rules), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := in(context.Background(), "nft", "-f", file); err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("%v: %s\n%s", err, exit.Stderr, rules)
	}
}

// input returns an input chain with a policy and rules, one per line.
func input(policy string, rules ...string) string {
	return "table inet filter {\n chain input {\n type filter hook input priority 0; policy " + policy + ";\n" +
		strings.Join(rules, "\n") + "\n}\n}\n"
}

func TestKernelRulesAreEvaluatedAsTheKernelDoes(t *testing.T) {
	in := namespace(t)
	for _, c := range []struct {
		what   string
		rules  string
		state  State
		effect Effect
	}{
		{"nothing", "", Off, Allows},
		{"empty chains, as on a fresh Debian", input("accept"), Off, Allows},
		{"a drop policy", input("drop"), On, Blocks},
		{"the usual workstation", input("drop", "ct state established,related accept", "iif lo accept", "icmp type echo-request accept", "tcp dport 22 accept"), On, Blocks},
		{"the usual workstation, another way", input("drop", "ct state vmap { established : accept, related : accept, invalid : drop }", "iifname \"lo\" accept", "meta l4proto { icmp, ipv6-icmp } accept", "ip protocol icmp accept"), On, Blocks},
		{"with the port", input("drop", "ct state established,related accept", "tcp dport 5555 accept"), On, Allows},
		{"with the port for new connections", input("drop", "ct state new tcp dport 5555 counter accept"), On, Allows},
		{"with a range", input("drop", "tcp dport 5000-6000 accept"), On, Allows},
		{"with a list", input("drop", "tcp dport { 22, 5550-5560 } accept"), On, Allows},
		{"a list without it", input("drop", "tcp dport { 22, 5550-5554 } accept"), On, Blocks},
		{"all but one", input("accept", "tcp dport != 22 drop"), On, Blocks},
		{"high ports", input("drop", "tcp dport > 1024 accept"), On, Allows},
		{"low ports", input("drop", "tcp dport <= 1024 accept"), On, Blocks},
		{"any transport", input("drop", "th dport 5555 accept"), On, Allows},
		{"the port by UDP", input("drop", "udp dport 5555 accept"), On, Blocks},
		{"the port dropped", input("accept", "tcp dport 5555 drop"), On, Blocks},
		{"the port rejected", input("accept", "tcp dport 5555 log prefix \"no\" reject with tcp reset"), On, Blocks},
		{"another port dropped", input("accept", "tcp dport 23 drop"), On, Allows},
		{"accepted before it is dropped", input("accept", "tcp dport 5555 accept", "drop"), On, Allows},
		{"dropped before it is accepted", input("accept", "drop", "tcp dport 5555 accept"), On, Blocks},
		{"for some addresses", input("drop", "ip saddr 192.168.1.0/24 accept"), On, EffectUnknown},
		{"for all but loopback", input("drop", "iifname != \"lo\" accept"), On, Allows},
		{"for one adapter", input("drop", "iifname \"eth0\" tcp dport 5555 accept"), On, EffectUnknown},
		{"for one adapter, the rest by policy", input("accept", "iifname \"eth0\" drop"), On, EffectUnknown},
		{"for one adapter, another port", input("drop", "iifname \"eth0\" tcp dport 22 accept"), On, Blocks},
		{"IPv6 only", input("accept", "meta nfproto ipv6 drop"), On, Allows},
		{"IPv4 only", input("accept", "meta nfproto ipv4 drop"), On, Blocks},
		{"limited", input("drop", "tcp dport 5555 limit rate 5/second accept"), On, EffectUnknown},
		{"limited logging", input("drop", "limit rate 5/minute log prefix \"x\"", "tcp dport 5555 accept"), On, Allows},
		{"flags", input("drop", "tcp flags & (fin|syn|rst|ack) == syn accept"), On, EffectUnknown},
		{"pairs", input("drop", "meta iifname . tcp dport { \"eth0\" . 5555 } accept"), On, EffectUnknown},
		{"a port map that drops", input("accept", "tcp dport vmap { 22 : accept, 5555 : drop }"), On, Blocks},
		{"a port map that accepts", input("drop", "tcp dport vmap { 22 : drop, 5555 : accept }"), On, Allows},
		{"a port map without it", input("drop", "tcp dport vmap { 22 : accept }"), On, Blocks},
		{"a map of adapters", input("drop", "iifname vmap { lo : accept, eth0 : drop }"), On, Blocks},
		{"a set", "table inet filter { set s { type inet_service; elements = { 22, 5555 }; }\n chain input { type filter hook input priority 0; policy drop; tcp dport @s accept; } }", On, Allows},
		{"a set of ranges", "table inet filter { set s { type inet_service; flags interval; elements = { 5000-6000 }; }\n chain input { type filter hook input priority 0; policy drop; tcp dport @s accept; } }", On, Allows},
		{"an empty set", "table inet filter { set s { type inet_service; }\n chain input { type filter hook input priority 0; policy drop; tcp dport @s accept; } }", On, Blocks},
		{"a jump", "table inet filter { chain tcps { tcp dport 5555 accept; }\n chain input { type filter hook input priority 0; policy drop; meta l4proto tcp jump tcps; } }", On, Allows},
		{"a jump that comes back", "table inet filter { chain tcps { tcp dport 22 accept; }\n chain input { type filter hook input priority 0; policy accept; jump tcps; tcp dport 5555 drop; } }", On, Blocks},
		{"a return", "table inet filter { chain tcps { tcp dport 5555 return; accept; }\n chain input { type filter hook input priority 0; policy drop; jump tcps; } }", On, Blocks},
		{"a goto that never comes back", "table inet filter { chain empty { }\n chain input { type filter hook input priority 0; policy accept; goto empty; drop; } }", On, Allows},
		{"a return of the first chain", input("accept", "tcp dport 5555 return", "drop"), On, Allows},
		{"the old family", "table ip filter { chain INPUT { type filter hook input priority 0; policy drop; } }", On, Blocks},
		{"IPv6's family alone", "table ip6 filter { chain INPUT { type filter hook input priority 0; policy drop; } }", Off, Allows},
		{"what goes out", "table inet filter { chain out { type filter hook output priority 0; policy drop; } }", Off, Allows},
		{"what goes through", "table inet filter { chain through { type filter hook forward priority 0; policy drop; } }", Off, Allows},
		{"two chains, of which one drops", input("accept", "tcp dport 5555 accept") + "table inet other { chain early { type filter hook prerouting priority -300; policy accept; tcp dport 5555 drop; } }", On, Blocks},
		{"an accept in one chain is none in another", "table inet a { chain i { type filter hook input priority 0; policy accept; tcp dport 5555 accept; } }\n" + input("drop"), On, Blocks},
		{"what was redirected", input("drop", "ct status dnat accept"), On, Blocks},
		{"firewalld's manner", "table inet firewalld { chain pub { tcp dport 22 accept; }\n chain zones { iifname \"eth0\" goto pub; goto pub; }\n chain filter_INPUT { type filter hook input priority 10; policy accept; ct state established,related accept; ct status dnat accept; iifname lo accept; ct state invalid drop; jump zones; reject with icmpx admin-prohibited; } }", On, Blocks},
	} {
		t.Run(c.what, func(t *testing.T) {
			load(t, in, c.rules)
			f, ok := readKernel(context.Background(), system{run: in, read: noFiles, root: true}, 5555)
			if !ok || f.Kind != NFTables || f.State != c.state || f.Effect != c.effect {
				out, _ := in(context.Background(), "nft", "-j", "list", "ruleset")
				t.Errorf("got %+v, want state %v and effect %v for\n%s\n%s", f, c.state, c.effect, c.rules, out)
			}
			if f.Effect != EffectUnknown && f.Why != NoReason || f.Effect == EffectUnknown && f.Why != Conditional {
				t.Errorf("the reason is %v", f.Why)
			}
		})
	}
}

func TestTheShownCommandAdmitsThePort(t *testing.T) {
	in := namespace(t)
	sys := system{run: in, read: noFiles, root: true}
	load(t, in, `table ip my-rules { chain From.Outside { type filter hook input priority 0; policy drop; tcp dport 5555 drop; } }`+"\n"+input("drop", "ip saddr 10.0.0.0/8 accept"))
	f := readLinux(context.Background(), sys, 5555)
	if len(f) != 1 || f[0].Effect != Blocks || len(f[0].Commands) != 2 {
		t.Fatalf("got %+v", f)
	}
	for _, c := range f[0].Commands {
		words := strings.Fields(c.Line)
		if words[0] != "sudo" || c.Lasting != UntilRestart {
			t.Fatalf("got %+v", c)
		}
		if _, err := in(context.Background(), words[1:]...); err != nil {
			t.Fatalf("%s: %v", c.Line, err)
		}
	}
	if f = readLinux(context.Background(), sys, 5555); len(f) != 1 || f[0].Effect != Allows || f[0].Commands != nil {
		t.Errorf("after the commands: %+v", f)
	}
}

func TestReadingChangesNoRules(t *testing.T) {
	in := namespace(t)
	load(t, in, input("drop", "tcp dport 22 counter accept"))
	before, _ := in(context.Background(), "nft", "list", "ruleset")
	readLinux(context.Background(), system{run: in, read: noFiles, root: true}, 5555)
	if after, _ := in(context.Background(), "nft", "list", "ruleset"); after != before || before == "" {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

func TestAnInvalidRulesetIsUnknown(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"nftables": 5}`} {
		if f := evaluateNFT(text, 5555); f.State != StateUnknown || f.Effect != EffectUnknown || f.Why != NoAnswer {
			t.Errorf("%q: %+v", text, f)
		}
	}
	const chain = `{"nftables":[{"chain":{"family":"inet","table":"f","name":"i","type":"filter","hook":"input","policy":"drop"}},
		{"rule":{"family":"inet","table":"f","chain":"i","expr":[%s]}}]}`
	for _, expr := range []string{
		`{"xt":null}`, `{"xt":{"type":"target","name":"NFLOG"}}`, `{"brandnew":{}}`, `{"queue":{}}`, `{"match":null},{"accept":null}`,
		`{"jump":{"target":"nowhere"}}`, `{"vmap":{"key":{"ct":{"key":"mark"}},"data":"@m"}}`,
		`{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":"@gone"}},{"accept":null}`,
		`{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":{"range":[5,7]}}},{"accept":null}`,
	} {
		if f := evaluateNFT(fmt.Sprintf(chain, expr), 5555); f.Effect != EffectUnknown || f.Why != Conditional {
			t.Errorf("%s: %+v", expr, f)
		}
	}
}

func TestWithoutRootTheKernelsRulesAreUnknown(t *testing.T) {
	refused := func(_ context.Context, argv ...string) (string, error) {
		if argv[0] == "nft" {
			return "", errors.New("operation not permitted")
		}
		return "", exec.ErrNotFound
	}
	f := readLinux(context.Background(), system{run: refused, read: noFiles}, 5555)
	if len(f) != 1 || f[0].Kind != NFTables || f[0].State != StateUnknown || f[0].Effect != EffectUnknown || f[0].Why != NeedsAdministrator {
		t.Errorf("got %+v", f)
	}
}

func TestLegacyRulesAreDetected(t *testing.T) {
	old := func(string) ([]byte, error) { return []byte("filter\n"), nil }
	empty := func(context.Context, ...string) (string, error) { return `{"nftables":[]}`, nil }
	f, _ := readKernel(context.Background(), system{run: empty, read: old, root: true}, 5555)
	if f.Effect != EffectUnknown || f.Why != Conditional {
		t.Errorf("got %+v", f)
	}
}
