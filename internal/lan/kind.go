package lan

import "strings"

// Kind is the kind of an adapter.
type Kind uint8

// The kinds.
const (
	Ethernet Kind = iota
	WiFi
	VPN
	Virtual // of a virtual machine or container
)

// Prefixes of adapters' names and of virtual adapters' hardware addresses (IEEE OUI), in lower case, separated by
// bars.
const (
	vpnNames = "tun|utun|tap|wg|wireguard|tailscale|zt|zerotier|feth|ppp|ipsec|gpd|" +
		"openvpn|nordlynx|nordvpn|proton|mullvad|hamachi|radmin|cisco anyconnect"
	virtualNames = "docker|br-|veth|virbr|vethernet|virtualbox|vboxnet|vmware|vmnet|lxc|" +
		"lxd|podman|cni|flannel|kube|bridge|awdl|llw|anpi|vnic"
	wifiNames = "wl|wi-fi|wifi|wlan|ath|ra0"
	// TAP-Windows, Hamachi, Cisco AnyConnect, GlobalProtect, FortiClient: Windows names them "Ethernet 2".
	vpnMACs     = "00:ff:|7a:79:|00:05:9a:3c:7|02:50:41:00:00|00:09:0f:fe:00|00:09:0f:aa:00"
	virtualMACs = "0a:00:27|00:15:5d|00:50:56|00:0c:29|02:42:"
)

// kindOf returns the kind of an adapter, by the system's report, its name and its hardware address.
func kindOf(a *Adapter) Kind {
	name, label, mac := strings.ToLower(a.Name), strings.ToLower(a.Label), strings.ToLower(a.MAC)
	hasPrefix := func(s, prefixes string) bool {
		for w := range strings.SplitSeq(prefixes, "|") {
			if strings.HasPrefix(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case a.WiFi:
		return WiFi
	case hasPrefix(name, vpnNames), hasPrefix(mac, vpnMACs), strings.Contains(name, "vpn"), a.PointToPoint, mac == "":
		return VPN
	case hasPrefix(name, virtualNames), hasPrefix(mac, virtualMACs):
		return Virtual
	case hasPrefix(name, wifiNames), hasPrefix(label, wifiNames):
		return WiFi
	}
	return Ethernet
}

// Name returns a name for people of the address's adapter: the system's label if there is one, else the kind, with
// the system's name, such as "Wi-Fi (wlan0)".
func (a Address) Name() string {
	if a.Label != "" {
		return a.Label + " (" + a.Interface + ")"
	}
	if kind := a.Kind.String(); !strings.Contains(strings.ToLower(a.Interface), strings.ToLower(kind)) {
		return kind + " (" + a.Interface + ")"
	}
	return a.Interface // Windows: "Wi-Fi", "Ethernet 2"
}

// String returns a name for people.
func (k Kind) String() string {
	switch k {
	case WiFi:
		return "Wi-Fi"
	case VPN:
		return "VPN"
	case Virtual:
		return "Virtual"
	}
	return "Ethernet"
}
