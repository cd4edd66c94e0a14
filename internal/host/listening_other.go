//go:build !linux

package host

import "net"

// listenConfig says how to listen.
func listenConfig() net.ListenConfig {
	return net.ListenConfig{Control: beforeBind, KeepAliveConfig: keepAlive}
}
