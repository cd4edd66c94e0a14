package access

// Defaults of a Policy. A zero field has no limit.
const (
	DefaultPerAddress = 100
	DefaultPerSecond  = 50
)

// Policy says who may connect. The zero value admits everybody from this machine's own networks and from
// private addresses.
type Policy struct {
	Anywhere   bool // admits every other address too
	Ask        bool // newcomers wait until the person hosting admits or rejects them
	PerAddress int  // connections of one address that is not this machine's; 0: no limit
	PerSecond  int  // new connections of such an address a second, on average; 0: no limit
}

// How many connections may be pending at a time.
const (
	MaxPending           = 100 // of other machines, and as many of this one
	MaxPendingPerAddress = 10  // of one address that is not this machine's
)
