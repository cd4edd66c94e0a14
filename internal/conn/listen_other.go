//go:build !linux

package conn

import "net"

// ListenConfig returns the configuration for listening.
func ListenConfig() net.ListenConfig {
	return net.ListenConfig{Control: beforeBind, KeepAliveConfig: keepAlive}
}
