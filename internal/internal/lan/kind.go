package lan

import "strings"

// Kind is what sort of adapter an address belongs to.
type Kind uint8

// The kinds.
const (
	Ethernet Kind = iota
	WiFi
	VPN
	Virtual // of a virtual machine or container
)

// Beginnings of the names that systems and programs give to their adapters, and of the hardware
// addresses (IEEE OUI) that virtual ones carry, with a bar between. Lower case.
const (
	vpnNames = "tun|utun|tap|wg|wireguard|tailscale|zt|zerotier|feth|ppp|ipsec|gpd|" +
		"openvpn|nordlynx|nordvpn|proton|mullvad|hamachi|radmin|cisco anyconnect"
	virtualNames = "docker|br-|veth|virbr|vethernet|virtualbox|vboxnet|vmware|vmnet|lxc|" +
		"lxd|podman|cni|flannel|kube|bridge|awdl|llw|anpi|vnic"
	wifiNames = "wl|wi-fi|wifi|wlan|ath|ra0"
	// TAP-Windows, Hamachi, Cisco AnyConnect, GlobalProtect, FortiClient: Windows calls them "Ethernet 2".
	vpnMACs     = "00:ff:|7a:79:|00:05:9a:3c:7|02:50:41:00:00|00:09:0f:fe:00|00:09:0f:aa:00"
	virtualMACs = "0a:00:27|00:15:5d|00:50:56|00:0c:29|02:42:"
)

// kindOf judges by what the system says of the adapter, its name and its hardware address.
func kindOf(a *Adapter) Kind {
	name, label, mac := strings.ToLower(a.Name), strings.ToLower(a.Label), strings.ToLower(a.MAC)
	begins := func(s, with string) bool {
		for w := range strings.SplitSeq(with, "|") {
			if strings.HasPrefix(s, w) {
				return true
			}
		}
		return false
	}
	switch {
	case a.WiFi:
		return WiFi
	case begins(name, vpnNames), begins(mac, vpnMACs), strings.Contains(name, "vpn"), a.PointToPoint, mac == "":
		return VPN
	case begins(name, virtualNames), begins(mac, virtualMACs):
		return Virtual
	case begins(name, wifiNames), begins(label, wifiNames):
		return WiFi
	}
	return Ethernet
}

// Name is what to call the adapter of an address: the system's label where it has one, and else the
// kind with the system's name, as in "Wi-Fi (wlan0)".
func (a Address) Name() string {
	if a.Label != "" {
		return a.Label + " (" + a.Interface + ")"
	}
	if kind := a.Kind.String(); !strings.Contains(strings.ToLower(a.Interface), strings.ToLower(kind)) {
		return kind + " (" + a.Interface + ")"
	}
	return a.Interface // Windows: "Wi-Fi", "Ethernet 2"
}

// String names the kind for people.
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
