package journal

// Kind is the type of a record.
type Kind uint8

// The kinds of records.
const (
	Message     Kind = iota + 1 // a player's message and its answer
	Hosting                     // the host has started; Addr is its listener's
	Joined                      // a player has taken a seat
	Left                        // a player has left; Reason
	Refused                     // a connection was rejected; Reason
	Stopped                     // the host has stopped
	Trouble                     // an error that disconnects no player; Detail
	HostMessage                 // a message of the host itself, Out: to Seat, or because of it to others
	Named                       // a player has sent its name, Detail
	Pending                     // a connection waits for the person's decision
	PageServed                  // a browser has received a page and took no seat
	Slowed                      // a player is throttled; Reason is the limit that it exceeded, Count the limit per second
	ToServer                    // a player's bytes, In, passed on to the person's own server
	FromServer                  // bytes of that server, Out, passed on to the player on Seat
	Skipped                     // not recorded: a [Reader] returns it for records that are overwritten; Lost
)

// kinds is the number of kinds with the zero value, which no record has.
const kinds = int(Skipped) + 1

// eventCounts are numbers of events by their kind.
type eventCounts [kinds]uint64

// String returns the kind as the CSV column "event" has it, or "".
func (k Kind) String() string {
	switch k {
	case Message:
		return "message"
	case Hosting:
		return "hosting"
	case Joined:
		return "joined"
	case Left:
		return "left"
	case Refused:
		return "refused"
	case Stopped:
		return "stopped"
	case Trouble:
		return "trouble"
	case HostMessage:
		return "said"
	case Named:
		return "named"
	case Pending:
		return "waiting"
	case PageServed:
		return "visited"
	case Slowed:
		return "slowed"
	case ToServer:
		return "passed"
	case FromServer:
		return "answered"
	case Skipped:
		return "skipped"
	}
	return ""
}
