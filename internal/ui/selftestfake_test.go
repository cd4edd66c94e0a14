package ui

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"

	"porchlight/internal/ui/uitest"
)

// fakeSelfTest stands in for the self-tests of a session. Each ends with a result of the test. Any goroutine may use it.
type fakeSelfTest struct {
	ignoresCancel bool // running ones do not end when their context is canceled
	results       chan error

	mu    sync.Mutex
	addrs []netip.Addr
	errs  []error
}

// withSelfTest makes the session's self-tests wait for a result of the test.
func withSelfTest(test *fakeSelfTest) func(*setup) {
	test.results = make(chan error)
	return func(s *setup) { s.SelfTest = test.run }
}

func (test *fakeSelfTest) run(ctx context.Context, at netip.Addr) (err error) {
	test.mu.Lock()
	test.addrs = append(test.addrs, at)
	test.mu.Unlock()
	over := ctx.Done()
	if test.ignoresCancel {
		over = nil
	}
	select {
	case err = <-test.results:
	case <-over:
		err = ctx.Err()
	case <-time.After(uitest.Patience):
	}
	test.mu.Lock()
	test.errs = append(test.errs, err)
	test.mu.Unlock()
	return err
}

// tested returns the addresses of the self-tests, in the order of their starts.
func (test *fakeSelfTest) tested() []string {
	test.mu.Lock()
	defer test.mu.Unlock()
	var list []string
	for _, a := range test.addrs {
		list = append(list, a.String())
	}
	return list
}

// canceled returns how many self-tests have ended because the session canceled them.
func (test *fakeSelfTest) canceled() (n int) {
	test.mu.Lock()
	defer test.mu.Unlock()
	for _, err := range test.errs {
		if errors.Is(err, context.Canceled) {
			n++
		}
	}
	return n
}
