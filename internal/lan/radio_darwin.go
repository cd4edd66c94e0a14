package lan

import (
	"context"
	"os/exec"
)

// isRadio returns false: on macOS the labels identify radios.
func isRadio(string) bool { return false }

// radioLabels returns the names of macOS for its adapters, such as "Wi-Fi" for "en0". Its timeout is half of
// routesTimeout.
func radioLabels() map[string]string {
	ctx, cancel := context.WithTimeout(context.Background(), routesTimeout/2)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/sbin/networksetup", "-listallhardwareports").Output()
	if err != nil {
		return nil // the adapters keep their system names
	}
	return hardwarePorts(string(out))
}
