package journal

// Reason is the cause of a leave, a rejection, a throttle or an error.
type Reason uint8

// The reasons. Those from GameFull on, except NoDescriptors, are of a rejected connection; Banned and Browser
// may also be of a disconnected player.
const (
	ByPlayer        Reason = iota + 1 // the player closed its side
	ConnectionLost                    // reset, or keep-alive failed; Detail is the system's error
	Kicked                            // disconnected by the person hosting
	TooSlow                           // did not receive its messages in time
	NoMemory                          // the memory budget of all players had no room for its large message
	HostStopped                       // the host stopped
	Fault                             // a fault of Porchlight; Detail
	BadMessage                        // invalid in the game's framing; Detail
	CutOff                            // closed within a message; Detail says what is missing
	TooFast                           // exceeded the messages per second
	TooMuch                           // exceeded the bytes per second
	GameFull                          // the player limit is reached
	Banned                            // the address is banned
	Outside                           // the address is of a network that is not admitted
	TooMany                           // the address has reached its limit of connections
	TooManyPending                    // the limit of pending connections, of the address or of all, is reached
	TooManyAttempts                   // the address exceeded the connections per second; Count of them
	Rejected                          // the person rejected the pending connection
	GaveUp                            // the pending connection closed before a decision
	Browser                           // a browser, detected late; it has received its page
	ByServer                          // the person's own server closed the connection; Detail unless it did so in order
	NoServer                          // the person's own server cannot be reached; Detail
	NoDescriptors                     // of Trouble: the limit of open files is reached with Count players
)

// String returns the reason's word in the JSON lines, or "". Only TooMany and TooManyPending share one.
func (r Reason) String() string {
	switch r {
	case ByPlayer:
		return "left"
	case ConnectionLost:
		return "connection lost"
	case Kicked:
		return "kicked"
	case TooSlow:
		return "too slow"
	case NoMemory:
		return "no room"
	case HostStopped:
		return "host stopped"
	case Fault:
		return "internal error"
	case TooFast:
		return "too fast"
	case TooMuch:
		return "too much"
	case GameFull:
		return "full"
	case BadMessage:
		return "bad message"
	case CutOff:
		return "cut off"
	case ByServer:
		return "server closed"
	case NoServer:
		return "no server"
	case Banned:
		return "banned"
	case Outside:
		return "outside"
	case TooMany, TooManyPending:
		return "too many"
	case TooManyAttempts:
		return "too often"
	case Rejected:
		return "turned away"
	case GaveUp:
		return "gave up"
	case Browser:
		return "browser"
	case NoDescriptors:
		return "no files"
	}
	return ""
}
