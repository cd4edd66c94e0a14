package diagnose

import "porchlight/internal/lan"

// AddrUse is who can connect to one of this computer's addresses.
type AddrUse uint8

// The values of AddrUse.
const (
	UseSameNetwork AddrUse = iota // everybody on that network
	UseHotspot                    // everybody who joined the same hotspot
	UseVPN                        // members of the same VPN
	UseVirtual                    // programs inside this computer
	UseLinkLocal                  // a computer at the other end of the same cable
)

// IsGood reports whether friends nearby can use such an address.
func (u AddrUse) IsGood() bool { return u == UseSameNetwork || u == UseHotspot }

// UseOf returns who can connect to an address of this computer.
func UseOf(a lan.Address) AddrUse {
	switch {
	case a.Kind == lan.VPN:
		return UseVPN
	case a.Kind == lan.Virtual:
		return UseVirtual
	case a.IP.IsLinkLocalUnicast():
		return UseLinkLocal
	case a.Hotspot():
		return UseHotspot
	}
	return UseSameNetwork
}

// AdviceID names one piece of advice on this computer's networks.
type AdviceID uint8

// The pieces of advice.
const (
	ConnectToNetwork       AdviceID = iota + 1
	ChooseBesideVPN                 // A is the VPN, B the address to choose
	LeaveVPN                        // A is the VPN
	SameNetworkTwice                // A and B lead to the same network
	DifferentNetworks               // A and B lead to different ones
	HotspotIsSmall                  // friends have to join the hotspot
	VirtualIsNotForFriends          // A is the virtual adapter's
	NoRouterAnswered
	ShownIsChosen // the window shows and copies the chosen address
)

// Advice is one thing to do about this computer's networks, with the addresses that it is about.
type Advice struct {
	ID   AdviceID
	A, B lan.Address
}

// AdviceOn returns what to do about this computer's networks, in the order to tell it.
func AdviceOn(all []lan.Address) []Advice {
	if len(all) == 0 {
		return []Advice{{ID: ConnectToNetwork}}
	}
	by := map[AddrUse][]lan.Address{}
	var usable []lan.Address
	for _, a := range all {
		use := UseOf(a)
		by[use] = append(by[use], a)
		if use.IsGood() {
			usable = append(usable, a)
		}
	}
	var list []Advice
	switch {
	case len(by[UseVPN]) > 0 && len(usable) > 0:
		list = append(list, Advice{ChooseBesideVPN, by[UseVPN][0], usable[0]})
	case len(by[UseVPN]) > 0:
		list = append(list, Advice{ID: LeaveVPN, A: by[UseVPN][0]})
	}
	if len(usable) > 1 {
		id := DifferentNetworks
		if usable[0].Prefix.Masked() == usable[1].Prefix.Masked() {
			id = SameNetworkTwice
		}
		list = append(list, Advice{id, usable[0], usable[1]})
	}
	if len(by[UseHotspot]) > 0 {
		list = append(list, Advice{ID: HotspotIsSmall})
	}
	if len(by[UseVirtual]) > 0 {
		list = append(list, Advice{ID: VirtualIsNotForFriends, A: by[UseVirtual][0]})
	}
	if len(by[UseLinkLocal]) > 0 {
		list = append(list, Advice{ID: NoRouterAnswered})
	}
	if len(all) > 1 {
		list = append(list, Advice{ID: ShownIsChosen})
	}
	return list
}
