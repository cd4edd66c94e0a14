package client_test

import (
	"errors"
	"net"
	"strconv"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/client"
	"porchlight/internal/game"
	"porchlight/internal/hosttest"
)

// silentAddress returns a loopback address that never answers, because its backlog is full.
func silentAddress(t *testing.T) string {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(fd) })
	if err := errors.Join(syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}), syscall.Listen(fd, 0)); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	in, ok := name.(*syscall.SockaddrInet4)
	if !ok {
		t.Fatalf("the address is a %T", name)
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(in.Port))
	for range 10 { // fill the backlog
		conn, err := net.DialTimeout("tcp4", address, 200*time.Millisecond)
		if err != nil {
			return address
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	t.Fatal("the backlog is not full")
	return ""
}

func TestDialTimesOut(t *testing.T) {
	t.Parallel()
	began := time.Now()
	_, err := client.Dial(t.Context(), silentAddress(t), game.Echo())
	if !errors.Is(err, client.ErrTimeout) || time.Since(began) > hosttest.Timeout {
		t.Errorf("after %v, Dial returns %v", time.Since(began), err)
	}
}
