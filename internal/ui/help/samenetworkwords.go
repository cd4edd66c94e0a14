package help

import (
	"errors"
	"net/netip"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/lan"
)

// answerSentence returns the answer of a comparison with a friend's address.
func answerSentence(c lan.Comparison) string {
	switch c.Verdict {
	case lan.Yes:
		return yesSentence(c.Reason)
	case lan.No:
		if c.Reason == lan.NoNetwork {
			return lang.L("No, this computer is on no network.")
		}
		return lang.L("No, you are on different networks.")
	case lan.LikelyNot:
		return lang.L("Most likely not.")
	}
	return lang.L("This address cannot tell.")
}

func yesSentence(reason lan.Reason) string {
	switch reason {
	case lan.ThroughVPN:
		return lang.L("Yes, but only through a VPN.")
	case lan.ThroughVirtual:
		return lang.L("Only inside this computer.")
	case lan.PerhapsRouter:
		return lang.L("It looks like it, but check the address.")
	}
	return lang.L("Yes, you are on the same network.")
}

// reasonSentence returns the reason of an answer.
func reasonSentence(c lan.Comparison, friend netip.Addr) string {
	switch c.Verdict {
	case lan.Yes:
		return yesReason(c)
	case lan.No, lan.LikelyNot:
		return noReason(c, friend)
	}
	return unknownReason(c, friend)
}

func yesReason(c lan.Comparison) string {
	first, last := c.Mine.Covers()
	data := map[string]any{
		"Name": c.Mine.Name(), "System": c.Mine.Interface, "Mine": c.Mine.IP.String(),
		"First": first.String(), "Last": last.String(),
	}
	switch c.Reason {
	case lan.WideNetwork:
		return lang.L("The numbers begin differently, but your network {{.Name}} is a large one: it reaches from {{.First}} to {{.Last}}. Friends connect to {{.Mine}}.", data)
	case lan.SameHotspot:
		return lang.L("You both use the same hotspot, through {{.Name}}. Friends connect to {{.Mine}}.", data)
	case lan.PerhapsRouter:
		return lang.L("Your network {{.Name}} holds this address. But an address that ends in .1 is mostly the router's, so make sure that your friend read out the line of the computer.", data)
	case lan.ThroughVPN:
		return lang.L("This is an address of a VPN, a private tunnel through the internet; yours is {{.System}}. It works while you both are connected to that VPN: friends connect to {{.Mine}}. In the same room, it is faster to use the Wi-Fi address of each.", data)
	case lan.ThroughVirtual:
		return lang.L("The address belongs to {{.Name}}, a network that a program made for virtual computers inside this one. If your friend sits at another computer, it has such a network too: ask for the address of its Wi-Fi or cable.", data)
	}
	return lang.L("Your network {{.Name}} reaches from {{.First}} to {{.Last}}, and the address lies in it. Friends connect to {{.Mine}}. This goes for friends in the same place: other homes often use the same numbers.", data)
}

func noReason(c lan.Comparison, friend netip.Addr) string {
	first, last := c.Mine.Covers()
	data := map[string]any{
		"Friend": friend.String(), "Name": c.Mine.Name(), "Mine": c.Mine.IP.String(),
		"First": first.String(), "Last": last.String(), "Hotspot": hotspotName(c.Hotspot),
	}
	switch c.Reason {
	case lan.NoNetwork:
		return lang.L("Connect it to the Wi-Fi or the cable that your friend uses, and compare again.")
	case lan.OtherPartOfBig:
		return lang.L("Both addresses belong to a large network with several parts, as schools have. Yours is {{.Mine}} in {{.Name}}, which reaches from {{.First}} to {{.Last}}. Whether the parts are joined, only trying or the people who run the network can tell.", data)
	case lan.NarrowNetwork:
		return lang.L("The numbers begin alike, but your network {{.Name}} is a small one: it reaches only from {{.First}} to {{.Last}}. Check that you both chose the same Wi-Fi, and that it is not the guest Wi-Fi.", data)
	case lan.SharedAddress:
		return lang.L("Addresses that begin like {{.Friend}} come from a VPN such as Tailscale or from a mobile provider. Your friend should look for the address of the Wi-Fi or the cable, which mostly begins with 192.168 or 10.", data)
	case lan.BothShared:
		return lang.L("Your address {{.Mine}} and that of your friend come from mobile providers, which keep their customers apart. Use the same Wi-Fi, or the hotspot of one phone.", data)
	case lan.FriendOnHotspot:
		return lang.L("Your friend uses {{.Hotspot}}, and you use {{.Name}}. Join the same hotspot, or have your friend join your Wi-Fi.", data)
	case lan.MineOnHotspot:
		return lang.L("This computer uses {{.Hotspot}}, through {{.Name}}. Your friend has to join that hotspot too, or both of you the same Wi-Fi.", data)
	case lan.FriendWithoutRouter:
		return lang.L("An address that begins with 169.254 means that your friend's computer got none from a router: its Wi-Fi or cable is not really connected. Connect it again, and compare the new address.")
	case lan.MineWithoutRouter:
		return lang.L("This computer has only {{.Mine}}, which it gave itself because no router answered. Connect to the Wi-Fi again, or check the cable.", data)
	}
	return lang.L("You are on {{.Name}}, which reaches from {{.First}} to {{.Last}}. Your friend may be on the guest Wi-Fi, on another router, perhaps one that is plugged into the first, or may have a VPN on. Both choose the same Wi-Fi, switch VPNs off, and compare again.", data)
}

func unknownReason(c lan.Comparison, friend netip.Addr) string {
	data := map[string]any{"Friend": friend.String(), "Name": c.Mine.Name()}
	switch c.Reason {
	case lan.ThisComputer:
		return lang.L("{{.Friend}} is what every computer calls itself. Your friend should look for the address as below.", data)
	case lan.AnyAddress:
		return lang.L("{{.Friend}} is not the address of a computer: a program that listens everywhere says so. Your friend should look for the address as below.", data)
	case lan.LinkLocalIPv6, lan.IPv6:
		return lang.L("That is an IPv6 address, the new and long kind. Look for the IPv4 address beside it: four numbers with dots between.")
	case lan.NetworkItself:
		return lang.L("{{.Friend}} stands for all of your network {{.Name}}, not for one computer in it. Your friend should look for the address as below.", data)
	case lan.MyOwn:
		if c.Mine.Kind == lan.Virtual {
			return lang.L("{{.Friend}} is an address of this computer too, of {{.Name}}. Programs for virtual computers use the same one everywhere: your friend should look for that of the Wi-Fi or the cable.", data)
		}
		return lang.L("{{.Friend}} is this computer's own address. Type the one that your friend's computer has.", data)
	case lan.PublicAddress:
		return lang.L("{{.Friend}} is an address on the internet. Web sites show the address of the router, which the whole home shares, and not that of the computer. Your friend should look for it as below.", data)
	case lan.BothWithoutRouter:
		return lang.L("Neither computer got an address from a router. That works only where one cable joins the two; on Wi-Fi, connect both again, and compare the new addresses.")
	}
	return lang.L("No computer has the address {{.Friend}}. Your friend should look for the address as below.", data)
}

// hotspotName returns the name of a hotspot, for the middle of a sentence.
func hotspotName(h lan.Hotspot) string {
	switch h {
	case lan.IPhoneHotspot:
		return lang.L("the hotspot of an iPhone or iPad")
	case lan.WindowsHotspot:
		return lang.L("the hotspot of a Windows computer")
	}
	return lang.L("the hotspot of an Android phone")
}

// parseErrorSentence returns the sentence for an error of lan.ParseFriend.
func parseErrorSentence(err error) string {
	switch {
	case errors.Is(err, lan.ErrNoText):
		return lang.L("Type or paste your friend's address first.")
	case errors.Is(err, lan.ErrUnfinished):
		return lang.L("The address is not complete: it has four numbers with dots between, as in 192.168.1.40.")
	case errors.Is(err, lan.ErrNumber):
		return lang.L("No number in an address is larger than 255. Check for a typing mistake.")
	case errors.Is(err, lan.ErrOnlyMask):
		return lang.L("That is a subnet mask, which says how large a network is. The address stands on another line, mostly the one above.")
	case errors.Is(err, lan.ErrOnlyOthers):
		return lang.L("That is the address of a router or another machine of the network. Look for the line that says IPv4 address or inet.")
	}
	return lang.L("That is not an address. It has four numbers with dots between, as in 192.168.1.40.")
}
