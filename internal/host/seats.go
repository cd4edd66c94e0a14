package host

import "container/heap"

// seats assigns seat numbers: always the lowest free one.
type seats struct {
	taken []*player // by seat; nil: free
	free  seatHeap  // the free seats below len(taken)
	count int
}

// take gives a player the lowest free seat and returns it.
func (s *seats) take(p *player) int {
	seat := len(s.taken)
	if len(s.free) > 0 {
		seat, _ = heap.Pop(&s.free).(int)
		s.taken[seat] = p
	} else {
		s.taken = append(s.taken, p)
	}
	s.count++
	return seat
}

// release frees a taken seat.
func (s *seats) release(seat int) {
	s.taken[seat] = nil
	heap.Push(&s.free, seat)
	s.count--
}

// seatHeap is a heap of free seats with the lowest on top.
type seatHeap []int

func (h seatHeap) Len() int           { return len(h) }
func (h seatHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h seatHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *seatHeap) Push(x any) {
	if seat, ok := x.(int); ok {
		*h = append(*h, seat)
	}
}

// Pop implements heap.Interface.
func (h *seatHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
