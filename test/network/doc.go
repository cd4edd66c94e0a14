// Package network makes a small network inside this computer: a switch and computers on it, each with
// an adapter, addresses and routes of its own, so that programs can be run on one and reached from
// another, and cables pulled.
//
// It is made of Linux network namespaces, and needs root, iproute2 and, for firewalls, nftables.
package network
