// Package headless runs the built program without its window and plays in it: it hears what the
// program prints, and has players that check every byte that comes to them. The tests of faults and
// the soak share it.
package headless
