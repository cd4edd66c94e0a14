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
// addresses (IEEE OUI) that virtual ones carry. Lower case.
var (
	vpnNames = []string{
		"tun", "utun", "tap", "wg", "wireguard", "tailscale", "zt", "zerotier", "ppp", "ipsec", "gpd",
		"openvpn", "nordlynx", "nordvpn", "proton", "mullvad", "hamachi", "radmin", "cisco anyconnect",
	}
	virtualNames = []string{
		"docker", "br-", "veth", "virbr", "vethernet", "virtualbox", "vboxnet", "vmware", "vmnet", "lxc",
		"lxd", "podman", "cni", "flannel", "kube", "bridge", "awdl", "llw", "anpi", "vnic",
	}
	wifiNames   = []string{"wl", "wi-fi", "wifi", "wlan", "ath", "ra0"}
	vpnMACs     = []string{"00:ff:", "7a:79:"}
	virtualMACs = []string{"0a:00:27", "00:15:5d", "00:50:56", "00:0c:29", "02:42:"}
)

// kindOf judges by what the system says of the adapter, its name and its hardware address.
func kindOf(a *Adapter) Kind {
	name, label, mac := strings.ToLower(a.Name), strings.ToLower(a.Label), strings.ToLower(a.MAC)
	begins := func(s string, with []string) bool {
		for _, w := range with {
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
