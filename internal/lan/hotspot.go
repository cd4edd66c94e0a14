package lan

import "net/netip"

// Hotspot is a kind of mobile hotspot, recognized by its address range. Newer Android phones choose any range and
// are not recognized.
type Hotspot uint8

// The recognized hotspots.
const (
	NoHotspot      Hotspot = iota
	IPhoneHotspot          // 172.20.10.0/28
	AndroidHotspot         // 192.168.43.0/24, and 192.168.49.0/24 of Wi-Fi Direct
	WindowsHotspot         // 192.168.137.0/24
)

// HotspotOf returns the hotspot in whose range an address is. The ranges are those of Apple's Personal Hotspot, of Android's Tethering and WifiP2pServiceImpl up to version 10, and of Windows'
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

// Hotspot reports whether the address is in the range of a hotspot, as its host or its guest.
func (a Address) Hotspot() bool { return HotspotOf(a.IP) != NoHotspot }
