package lan

import "net/netip"

// Hotspot is what shares a mobile connection in an address range of its own. Newer Android phones
// choose any range, and are not known by it.
type Hotspot uint8

// The hotspots that are known by their addresses.
const (
	NoHotspot      Hotspot = iota
	IPhoneHotspot          // 172.20.10.0/28
	AndroidHotspot         // 192.168.43.0/24, and 192.168.49.0/24 of Wi-Fi Direct
	WindowsHotspot         // 192.168.137.0/24
)

// HotspotOf tells what shares the range that an address stands in. The ranges are those of Apple's
// Personal Hotspot, of Android's Tethering and WifiP2pServiceImpl up to version 10, and of Windows'
// Internet Connection Sharing.
func HotspotOf(a netip.Addr) Hotspot {
	if !a.Is4() {
		return NoHotspot
	}
	b := a.As4()
	switch {
	case b[0] == 172 && b[1] == 20 && b[2] == 10 && b[3] < 16:
		return IPhoneHotspot
	case b[0] == 192 && b[1] == 168 && (b[2] == 43 || b[2] == 49):
		return AndroidHotspot
	case b[0] == 192 && b[1] == 168 && b[2] == 137:
		return WindowsHotspot
	}
	return NoHotspot
}

// Hotspot tells whether the address stands in the range of a hotspot, on either side of it.
func (a Address) Hotspot() bool { return HotspotOf(a.IP) != NoHotspot }
