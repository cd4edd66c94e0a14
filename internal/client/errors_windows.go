package client

import "golang.org/x/sys/windows"

func refused() []error { return []error{windows.WSAECONNREFUSED} }

func unreachable() []error {
	return []error{windows.WSAENETUNREACH, windows.WSAEHOSTUNREACH, windows.WSAENETDOWN, windows.WSAEHOSTDOWN, windows.WSAEADDRNOTAVAIL}
}
