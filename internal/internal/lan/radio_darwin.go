package lan

import (
	"context"
	"os/exec"
)

// isRadio is answered by the labels on macOS.
func isRadio(string) bool { return false }

// radioLabels asks macOS what it calls its adapters: "en0" is "Wi-Fi". It may take half of gatewayTime.
func radioLabels() map[string]string {
	ctx, cancel := context.WithTimeout(context.Background(), gatewayTime/2)
	defer cancel()
	out, err := exec.CommandContext(ctx, "/usr/sbin/networksetup", "-listallhardwareports").Output()
	if err != nil {
		return nil // the adapters go by the system's names then
	}
	return hardwarePorts(string(out))
}
