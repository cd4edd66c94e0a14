package host_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"sync"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func init() {
	subprocesses["hosts on a network"] = hostsOnANetwork
	subprocesses["visits"] = visits
	subprocesses["floods"] = floods
}

// hostsOnANetwork is a program that hosts on all addresses and writes the port. Then each line of
// input is a question, which it answers with a line.
func hostsOnANetwork() int {
	j := journal.New(journal.Options{})
	h := host.New(j)
	defer h.Stop()
	if err := h.Start(host.Config{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(h.Addr().Port())
	var question, about string
	for {
		if n, _ := fmt.Scanln(&question, &about); n < 2 {
			return 0
		}
		at, _ := netip.ParseAddr(about)
		switch question {
		case "check":
			fmt.Println(outcomeOf(h.SelfTest(context.Background(), at)))
		case "limit":
			limit, _ := time.ParseDuration(about)
			h.SetSelfTestTimeout(limit)
			fmt.Println("done")
		case "arrivals":
			a := h.ConnAttempts()
			fmt.Println(a.Count, a.Last.From, a.Last.RejectReason)
		case "reached":
			a, ok := h.LastAttemptTo(at)
			fmt.Println(ok, a.From)
		case "entry":
			limit, _ := strconv.Atoi(about)
			h.SetAccessPolicy(access.Policy{Anywhere: about == "anywhere", PerAddress: limit})
			fmt.Println("done")
		case "rate":
			limit, _ := strconv.Atoi(about)
			h.SetAccessPolicy(access.Policy{PerSecond: limit, PerAddress: access.DefaultPerAddress})
			fmt.Println("done")
		case "often":
			fmt.Println((&server{&hosttest.Server{Host: h, Journal: j}}).rejectedByRate())
		case "players":
			fmt.Println(h.PlayerCount())
		}
	}
}

func outcomeOf(err error) string {
	var unreachable *host.UnreachableError
	var shared *host.SharedPortError
	switch {
	case err == nil:
		return "arrived"
	case errors.As(err, &unreachable):
		return "unreachable"
	case errors.As(err, &shared):
		return "shared"
	}
	return err.Error()
}

// visits is a program that connects to the address on each line of input, stays connected, and writes the echo of
// "hello", or "nothing" if it was rejected.
func visits() int {
	var address string
	for {
		if n, _ := fmt.Scanln(&address); n == 0 {
			return 0
		}
		conn, err := hosttest.Dial(netip.MustParseAddrPort(address))
		if err != nil {
			fmt.Println(err)
			continue
		}
		defer func() { _ = conn.Close() }()
		reply := make([]byte, 5)
		if hosttest.Lockstep(conn, []byte("hello"), reply) != nil {
			reply = []byte("nothing")
		}
		fmt.Println(string(reply))
	}
}

// floods is a program that connects to the address on its first line of input as often as it can, from
// several goroutines, until its input ends. It writes "now" when it has begun.
func floods() int {
	var address string
	if n, _ := fmt.Scanln(&address); n == 0 {
		return 1
	}
	to := netip.MustParseAddrPort(address)
	over := make(chan struct{})
	begun := make(chan struct{}, 1)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-over:
					return
				default:
				}
				conn, err := hosttest.Dial(to)
				if err != nil {
					continue
				}
				if i < 100 {
					defer func() { _ = conn.Close() }() // it takes what it can get
					continue
				}
				_ = conn.Close()
				select {
				case begun <- struct{}{}:
				default:
				}
			}
		})
	}
	<-begun
	fmt.Println("now")
	_, _ = fmt.Scanln(&address)
	close(over)
	all.Wait()
	return 0
}
