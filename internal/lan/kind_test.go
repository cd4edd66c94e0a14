package lan

import "testing"

func TestAdaptersHaveTheirKind(t *testing.T) {
	const mac = "a4:b1:c1:00:00:01"
	for _, row := range []struct {
		want    Kind
		adapter Adapter
	}{
		{Ethernet, Adapter{Name: "Ethernet", MAC: mac}},
		{Ethernet, Adapter{Name: "Ethernet 2", MAC: mac}},
		{Ethernet, Adapter{Name: "enp0s31f6", MAC: mac}},
		{Ethernet, Adapter{Name: "eth0", MAC: mac}},
		{Ethernet, Adapter{Name: "br0", MAC: mac}},
		{Ethernet, Adapter{Name: "en7", Label: "USB 10/100/1000 LAN", MAC: mac}},
		{Ethernet, Adapter{Name: "Local Area Connection* 10", MAC: mac}},
		{WiFi, Adapter{Name: "Wi-Fi", MAC: mac}},
		{WiFi, Adapter{Name: "WLAN 2", MAC: mac}},
		{WiFi, Adapter{Name: "wlp3s0", MAC: mac}},
		{WiFi, Adapter{Name: "en0", Label: "Wi-Fi", MAC: mac}},
		{WiFi, Adapter{Name: "radio", MAC: mac, WiFi: true}},
		{WiFi, Adapter{Name: "wlp3s0", MAC: "02:42:ac:11:00:02", WiFi: true}}, // an address made up for privacy
		{VPN, Adapter{Name: "OpenVPN TAP-Windows6", MAC: "00:ff:27:78:ac:cc"}},
		{VPN, Adapter{Name: "Ethernet 3", MAC: "00:FF:27:78:AC:CC"}},
		{VPN, Adapter{Name: "Ethernet 2", MAC: "00:05:9a:3c:7a:00"}},
		{VPN, Adapter{Name: "Ethernet 2", MAC: "02:50:41:00:00:01"}},
		{VPN, Adapter{Name: "Ethernet 2", MAC: "00:09:0f:fe:00:01"}},
		{VPN, Adapter{Name: "Ethernet 2", MAC: "00:09:0f:aa:00:01"}},
		{Ethernet, Adapter{Name: "Ethernet 2", MAC: "00:09:0f:12:34:56"}}, // Fortinet makes real ones too
		{VPN, Adapter{Name: "Tailscale"}},
		{VPN, Adapter{Name: "home"}},
		{VPN, Adapter{Name: "Office VPN", MAC: mac}},
		{VPN, Adapter{Name: "utun3", PointToPoint: true}},
		{VPN, Adapter{Name: "feth2468", MAC: mac}},
		{VPN, Adapter{Name: "tap0", MAC: mac}},
		{VPN, Adapter{Name: "ztabcdefgh", MAC: mac}},
		{VPN, Adapter{Name: "eth9", MAC: mac, PointToPoint: true}},
		{Virtual, Adapter{Name: "vEthernet (WSL)", MAC: "00:15:5d:d6:32:59"}},
		{Virtual, Adapter{Name: "vEthernet (External Switch)", MAC: mac}},
		{Virtual, Adapter{Name: "VirtualBox Host-Only Network", MAC: mac}},
		{Virtual, Adapter{Name: "Ethernet 4", MAC: "0A:00:27:00:00:11"}},
		{Virtual, Adapter{Name: "VMware Network Adapter VMnet8", MAC: "00:50:56:c0:00:08"}},
		{Virtual, Adapter{Name: "docker0", MAC: "02:42:8f:00:00:01"}},
		{Virtual, Adapter{Name: "br-1a2b3c4d5e6f", MAC: mac}},
		{Virtual, Adapter{Name: "veth9f3c1d2", MAC: mac}},
		{Virtual, Adapter{Name: "virbr0", MAC: mac}},
		{Virtual, Adapter{Name: "bridge100", MAC: mac}},
		{Virtual, Adapter{Name: "awdl0", MAC: mac}},
	} {
		if got := kindOf(&row.adapter); got != row.want {
			t.Errorf("%+v is taken for %s, want %s", row.adapter, got, row.want)
		}
	}
}

func TestAnAddressHasANameForPeople(t *testing.T) {
	for want, a := range map[string]Address{
		"Wi-Fi (wlan0)":                    {Interface: "wlan0", Kind: WiFi},
		"Wi-Fi":                            {Interface: "Wi-Fi", Kind: WiFi},
		"Wi-Fi (en0)":                      {Interface: "en0", Label: "Wi-Fi", Kind: WiFi},
		"USB 10/100/1000 LAN (en7)":        {Interface: "en7", Label: "USB 10/100/1000 LAN"},
		"Ethernet 2":                       {Interface: "Ethernet 2"},
		"Ethernet (enp0s31f6)":             {Interface: "enp0s31f6"},
		"VPN (tun0)":                       {Interface: "tun0", Kind: VPN},
		"OpenVPN TAP-Windows6":             {Interface: "OpenVPN TAP-Windows6", Kind: VPN},
		"Virtual (docker0)":                {Interface: "docker0", Kind: Virtual},
		"VirtualBox Host-Only Network":     {Interface: "VirtualBox Host-Only Network", Kind: Virtual},
		"Virtual (vEthernet (WSL))":        {Interface: "vEthernet (WSL)", Kind: Virtual},
		"Ethernet (Local Area Connection)": {Interface: "Local Area Connection"},
	} {
		if got := a.Name(); got != want {
			t.Errorf("%+v is called %q, want %q", a, got, want)
		}
	}
}
