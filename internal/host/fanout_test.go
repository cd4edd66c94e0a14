package host

import (
	"testing"
	"time"
)

func TestAPlayerThatNoLongerContendsIsSoonNotCounted(t *testing.T) {
	t.Parallel()
	var c contention
	start := time.Unix(1_000_000, 0)
	loud := make([]player, 40)
	for i := range loud {
		for range 3 { // counted once
			c.add(&loud[i], start)
		}
	}
	last := &player{}
	for _, at := range []struct {
		after time.Duration
		want  int
	}{{0, 41}, {time.Second, 41}, {2 * time.Second, 1}, {10 * time.Second, 1}} {
		if n := c.add(last, start.Add(at.after)); n != at.want {
			t.Errorf("after %s %d players contend, want %d", at.after, n, at.want)
		}
	}
}
