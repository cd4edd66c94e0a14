//go:build !linux

package conn

import "net"

// ListenConfig returns how to listen for connections of this package.
func ListenConfig() net.ListenConfig {
	return net.ListenConfig{Control: beforeBind, KeepAliveConfig: keepAlive}
}
