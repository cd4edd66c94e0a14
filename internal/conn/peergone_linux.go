package conn

import (
	"encoding/binary"
	"net"
	"net/netip"

	"golang.org/x/sys/unix"
)

// Messages of sock_diag(7), from linux/inet_diag.h.
const (
	sockDiagByFamily = 20
	diagRequestSize  = unix.SizeofNlMsghdr + 56 // with struct inet_diag_req_v2
	diagReplySize    = unix.SizeofNlMsghdr + 72 // with struct inet_diag_msg
)

// States of TCP in which a socket's program has closed it or shut down writing, from net/tcp_states.h.
const (
	tcpFinWait1 = 4
	tcpFinWait2 = 5
	tcpLastAck  = 9
	tcpClosing  = 11
)

// peerGone reports whether the peer is a program on this computer that has ended or has closed its socket,
// even if data that it sent before keeps the end of its stream from arriving. It returns false if that is not
// known, and for a peer that has only shut down writing.
func peerGone(tcp *net.TCPConn) bool {
	local, remote := AddrPort(tcp.LocalAddr()), AddrPort(tcp.RemoteAddr())
	if !local.Addr().Is4() || !remote.Addr().Is4() {
		return false
	}
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return false
	}
	defer func() { _ = unix.Close(fd) }() // nothing is written to it
	// The kernel answers within the call.
	if unix.Sendto(fd, diagRequest(remote, local), 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}) != nil {
		return false
	}
	var reply [512]byte
	n, _, err := unix.Recvfrom(fd, reply[:], 0)
	if err != nil || n < diagReplySize || binary.NativeEndian.Uint16(reply[4:]) != sockDiagByFamily {
		return false // an error in place of an answer: there is no such socket on this computer
	}
	return isOrphan(reply[unix.SizeofNlMsghdr:n])
}

// diagRequest returns a request for one socket by the addresses of its two ends.
func diagRequest(local, remote netip.AddrPort) []byte {
	b := make([]byte, 0, diagRequestSize)
	b = binary.NativeEndian.AppendUint32(b, diagRequestSize)
	b = binary.NativeEndian.AppendUint16(b, sockDiagByFamily)
	b = binary.NativeEndian.AppendUint16(b, unix.NLM_F_REQUEST)
	b = append(b, make([]byte, 8)...) // sequence and port
	b = append(b, unix.AF_INET, unix.IPPROTO_TCP, 0, 0)
	b = binary.NativeEndian.AppendUint32(b, ^uint32(0)) // any state
	b = binary.BigEndian.AppendUint16(b, local.Port())
	b = binary.BigEndian.AppendUint16(b, remote.Port())
	for _, a := range []netip.Addr{local.Addr(), remote.Addr()} {
		b = append(b, a.AsSlice()...)
		b = append(b, make([]byte, 12)...)
	}
	b = append(b, 0, 0, 0, 0)                              // any interface
	return binary.NativeEndian.AppendUint64(b, ^uint64(0)) // INET_DIAG_NOCOOKIE
}

// isOrphan reports whether a struct inet_diag_msg describes a socket that no program has open any more.
func isOrphan(msg []byte) bool {
	const state, inode = 1, 68
	switch msg[state] {
	case tcpFinWait1, tcpFinWait2, tcpLastAck, tcpClosing:
		return binary.NativeEndian.Uint32(msg[inode:]) == 0
	}
	return false
}
