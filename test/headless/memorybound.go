package headless

// MemoryBound returns the most resident memory, in bytes, that the program may use with this number of
// concurrent players, whatever they do. It is twice the sum that docs/reliability.md gives, because the
// garbage collector lets the heap double before it collects.
func MemoryBound(players int) int {
	const (
		program   = 40 << 20  // the program itself and the journal's rings
		outboxes  = 64 << 20  // queued output of all players
		large     = 64 << 20  // large messages in flight, of all players
		perPlayer = 200 << 10 // three retained buffers of up to 64 KiB, and stacks
	)
	return 2 * (program + outboxes + large + players*perPlayer)
}
