package lan

import "strings"

// hardwarePorts parses the output of macOS's `networksetup -listallhardwareports` into names for people by device.
func hardwarePorts(out string) map[string]string {
	labels := map[string]string{}
	port := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "Hardware Port: "); ok {
			port = name
		}
		if device, ok := strings.CutPrefix(line, "Device: "); ok && port != "" {
			labels[device] = port
		}
	}
	return labels
}
