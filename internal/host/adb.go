package host

import "encoding/binary"

// ADBName is the display name of a player that is adb, the Android debugging tool, on this machine. adb probes
// odd ports from 5555 up for emulators.
const ADBName = "Android tools (adb)"

// isADB reports whether a client's first bytes are an adb CONNECT message: its header of 24 bytes begins with
// the command and ends with the inverted command (AOSP, packages/modules/adb/protocol.txt).
func isADB(first []byte) bool {
	const connect, size = 0x4e584e43, 24
	return len(first) >= size &&
		binary.LittleEndian.Uint32(first) == connect &&
		binary.LittleEndian.Uint32(first[size-4:]) == connect^0xffffffff
}
