package headless

// MemoryBound is the most resident memory in bytes that the program may take with so many players at a
// time, whatever they do: what docs/reliability.md says it holds, twice, since the garbage collector lets
// as much again gather before it collects.
func MemoryBound(players int) int {
	const (
		itself    = 40 << 20  // the program, and the journal's rings
		waiting   = 64 << 20  // for all players together
		large     = 64 << 20  // messages under way, of all players together
		perPlayer = 200 << 10 // three buffers of up to 64 KiB that are kept, and stacks
	)
	return 2 * (itself + waiting + large + players*perPlayer)
}
