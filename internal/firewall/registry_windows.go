package firewall

import (
	"context"
	"errors"

	"golang.org/x/sys/windows/registry"
)

// The registry keys of the firewall's rules and settings, which any account can read.
const (
	localPath  = `SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\`
	policyPath = `SOFTWARE\Policies\Microsoft\WindowsFirewall\`
)

// readWindows reads the rules and settings from the registry, and the categories of the connected networks from
// PowerShell.
func readWindows(ctx context.Context, run runner) windowsFacts {
	f := windowsFacts{settings: map[Profile]profileSettings{}}
	var err, errPolicy error
	f.rules, err = rulesIn(localPath + "FirewallRules")
	f.policy, errPolicy = rulesIn(policyPath + "FirewallRules")
	f.readable = err == nil && (errPolicy == nil || errors.Is(errPolicy, registry.ErrNotExist))
	for profile, keys := range map[Profile][]string{
		Domain:  {policyPath + "DomainProfile", localPath + "DomainProfile"},
		Private: {policyPath + "PrivateProfile", policyPath + "StandardProfile", localPath + "StandardProfile"},
		Public:  {policyPath + "PublicProfile", localPath + "PublicProfile"},
	} {
		f.settings[profile] = profileSettings{
			enable:     number(keys, "EnableFirewall"),
			shield:     number(keys, "DoNotAllowExceptions"),
			inbound:    number(keys, "DefaultInboundAction"),
			localRules: number(keys, "AllowLocalPolicyMerge"),
		}
	}
	// The output is not translated: names of an enumeration.
	out, err := run(ctx, "powershell", "-NoProfile", "-NonInteractive", "-Command", "(Get-NetConnectionProfile).NetworkCategory")
	if err == nil {
		f.active = networkCategories(out)
	}
	return f
}

// rulesIn returns the texts of all rules of a key, with variables such as %SystemDrive% expanded.
func rulesIn(path string) ([]string, error) {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, path, registry.QUERY_VALUE)
	if err != nil {
		return nil, err
	}
	defer func() { _ = key.Close() }()
	names, err := key.ReadValueNames(0)
	if err != nil {
		return nil, err
	}
	var rules []string
	for _, name := range names {
		text, _, err := key.GetStringValue(name)
		if err != nil {
			continue // not a rule
		}
		if expanded, err := registry.ExpandString(text); err == nil {
			text = expanded
		}
		rules = append(rules, text)
	}
	return rules, nil
}

// number returns a value of the first key that has it.
func number(keys []string, name string) *uint64 {
	for _, path := range keys {
		key, err := registry.OpenKey(registry.LOCAL_MACHINE, path, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		n, _, err := key.GetIntegerValue(name)
		_ = key.Close()
		if err == nil {
			return &n
		}
	}
	return nil
}
