package access_test

import (
	"fmt"
	"net/netip"
	"time"

	"porchlight/internal/access"
)

func ExampleController_Decide() {
	rude, kind := netip.MustParseAddr("192.168.1.66"), netip.MustParseAddr("192.168.1.7")
	list := access.NewList(access.Addresses{Banned: []netip.Addr{rude}}, nil)
	c := access.NewController(list, access.Policy{Ask: true})
	now := time.Now()
	fmt.Println(c.Decide(rude, access.Nearby, now) == access.RejectBanned, c.Decide(kind, access.Nearby, now) == access.Ask)
	// Output: true true
}
