// Package network provides tests with a small network inside this machine: a switch with computers, each of which
// has its own adapters, addresses and routes. Tests run programs on one computer, connect to them from another,
// set up firewalls, unplug computers and connect them by lossy links.
//
// The computers are Linux network namespaces. The package needs root, iproute2 and, for firewalls, nftables; without them tests are skipped (package
// need).
package network
