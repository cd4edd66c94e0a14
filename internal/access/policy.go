package access

// Defaults of a Policy. A zero field has no limit.
const (
	DefaultPerAddress = 100
	DefaultPerSecond  = 50
)

// Policy determines which connections are admitted. The zero value admits all connections from this machine's
// own networks and from private addresses.
type Policy struct {
	Anywhere   bool // also admit all other addresses
	Ask        bool // new connections wait until the person hosting admits or rejects them
	PerAddress int  // connections of one address that is not this machine's; 0: no limit
	PerSecond  int  // new connections of such an address a second, on average; 0: no limit
}

// Limits of concurrently pending connections.
const (
	MaxPending           = 100 // from other machines; another 100 from this machine
	MaxPendingPerAddress = 10  // from one address of another machine
)
