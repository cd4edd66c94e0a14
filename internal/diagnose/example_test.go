package diagnose_test

import (
	"fmt"
	"net/netip"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
)

// Nobody can connect while nobody hosts, whatever else may be wrong.
func Example() {
	e := &diagnose.Evidence{
		Addr:       netip.MustParseAddrPort("192.168.1.23:5555"),
		LocalAddrs: []lan.Address{{IP: netip.MustParseAddr("192.168.1.23"), Kind: lan.WiFi}},
	}
	first := diagnose.Causes(diagnose.Refused, e)[0]
	fmt.Println(first.ID == diagnose.HostingNotStarted, first.Likelihood == diagnose.Certain)
	fmt.Println(diagnose.Findings(e)[0].ID == diagnose.NotHosting)
	// Output:
	// true true
	// true
}
