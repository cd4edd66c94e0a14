package need

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// CheckRoot returns an error unless this process may create network namespaces and mounts. In a container root may
// lack the capability for that.
func CheckRoot() error {
	if os.Geteuid() != 0 {
		return errors.New("the account is not root")
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData // of 32 capabilities each
	if err := unix.Capget(&header, &data[0]); err != nil {
		return fmt.Errorf("capget: %w", err)
	}
	if data[0].Effective&(1<<unix.CAP_SYS_ADMIN) == 0 {
		return errors.New("root lacks the capability CAP_SYS_ADMIN, as in a container without --privileged")
	}
	return nil
}
