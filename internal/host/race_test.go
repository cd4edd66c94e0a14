//go:build race

package host_test

// poolDrops is the number of buffers that sync.Pool drops at random for a message, which the race detector makes it do.
const poolDrops = 2
