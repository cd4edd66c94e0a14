//go:build !linux

package host

import "net"

// listening says how to listen.
func listening() net.ListenConfig {
	return net.ListenConfig{Control: beforeBind, KeepAliveConfig: keepAlive}
}
