package host

import "encoding/binary"

// ADBName is the name of a player that turns out to be the Android tools on this machine. They look for
// emulators on odd ports from 5555 up.
const ADBName = "Android tools (adb)"

// isADB reports whether a client's first bytes begin with an adb CONNECT message: its command, and as the
// last word the command with all bits inverted (AOSP, packages/modules/adb/protocol.txt).
func isADB(first []byte) bool {
	const connect, size = 0x4e584e43, 24
	return len(first) >= size &&
		binary.LittleEndian.Uint32(first) == connect &&
		binary.LittleEndian.Uint32(first[size-4:]) == connect^0xffffffff
}
