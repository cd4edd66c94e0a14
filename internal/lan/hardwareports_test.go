package lan

import (
	"maps"
	"testing"
)

func TestHardwarePortsAreParsed(t *testing.T) {
	for name, row := range map[string]struct {
		out  string
		want map[string]string
	}{
		"a MacBook of 2023": {`
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: be:d0:74:00:00:40

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 36:1f:9a:00:00:40

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: bc:d0:74:00:00:12

Hardware Port: Thunderbolt 1
Device: en1
Ethernet Address: 36:1f:9a:00:00:40

VLAN Configurations
===================

VLAN User Defined Name: lab
Parent Device: en4
Device ("Hardware" Port): vlan0
Tag: 7
`, map[string]string{"en4": "Ethernet Adapter (en4)", "bridge0": "Thunderbolt Bridge", "en0": "Wi-Fi", "en1": "Thunderbolt 1"}},
		"a Mac mini of 2011 with a modem": {`
Hardware Port: Bluetooth DUN
Device: Bluetooth-Modem
Ethernet Address: N/A

Hardware Port: Ethernet
Device: en0
Ethernet Address: a8:20:66:00:00:57

Hardware Port: Wi-Fi
Device: en1
Ethernet Address: 8c:2d:aa:00:00:e9
`, map[string]string{"Bluetooth-Modem": "Bluetooth DUN", "en0": "Ethernet", "en1": "Wi-Fi"}},
		"line ends of another kind": {"Hardware Port: Wi-Fi\r\nDevice: en0\r\n", map[string]string{"en0": "Wi-Fi"}},
		"a port without a device":   {"Hardware Port: Wi-Fi\nDevice: \n", nil},
		"a device without a port":   {"Device: en0\n", nil},
		"nothing":                   {"", nil},
		"an error":                  {"** Error: The parameters were not valid.\n", nil},
	} {
		if got := hardwarePorts(row.out); !maps.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}
