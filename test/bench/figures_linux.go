package main

import (
	"fmt"
	"slices"
	"time"
)

// Workloads that have an absolute target. The bare echo is measured for comparison only.

// connectAtOnce measures whether many players that connect at once are all served.
func (b *bench) connectAtOnce(w workload) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	servers := make([]*server, 0, len(kinds))
	for _, k := range kinds {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		servers = append(servers, s)
	}
	failures, times := make([]int, len(servers)), make([][]float64, len(servers))
	for range b.rounds {
		for i, s := range servers {
			failed, took, err := connectAll(s.port, w.players)
			if err != nil {
				return s.wrap(err)
			}
			failures[i] += failed
			times[i] = append(times[i], milliseconds(took))
		}
	}
	b.rows = append(b.rows, row{
		w.name, kinds[1].name,
		limit{"<=", 0, "failures"},
		float64(failures[0]),
		fmt.Sprintf("%d failures of %s, all answered in %.0f ms; against %d in %.0f ms",
			failures[0], thousands(float64(b.rounds*w.players)), median(times[0]), failures[1], median(times[1])),
	})
	return nil
}

// idle measures many players that have sent one message and are silent then. The servers are measured one after the
// other, because two crowds at once would exceed the open files that many systems allow.
func (b *bench) idle(w workload) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	memory, share := make([]float64, len(kinds)), make([]float64, len(kinds))
	for i, k := range kinds {
		var err error
		if memory[i], share[i], err = b.measureIdle(k, w); err != nil {
			return err
		}
	}
	b.rows = append(
		b.rows,
		row{
			w.name, kinds[1].name,
			limit{"<=", 8, "KiB of resident memory each"},
			memory[0],
			fmt.Sprintf("%.1f against %.1f KiB", memory[0], memory[1]),
		},
		row{
			w.name, kinds[1].name,
			limit{"<", 1, "% of a core"},
			share[0],
			fmt.Sprintf("%.2f against %.2f %%", share[0], share[1]),
		},
	)
	return nil
}

// measureIdle measures one server. It returns the resident memory for each player in KiB, and the share of a core in
// percent, as the median of the rounds.
func (b *bench) measureIdle(k kind, w workload) (memory, share float64, err error) {
	s, err := start(b.ctx, k, b.dir)
	if err != nil {
		return 0, 0, err
	}
	defer s.stop()
	without, err := s.memory()
	if err != nil {
		return 0, 0, err
	}
	clients, err := openCrowd(s.port, w.players, w.size)
	if err != nil {
		return 0, 0, s.wrap(err)
	}
	defer func() { _ = clients.close() }()  // its error does not matter any more
	time.Sleep(max(2*time.Second, b.round)) // the work for new players has ended by then
	shares := make([]float64, 0, b.rounds)
	for range b.rounds {
		before, err := s.cpu()
		if err != nil {
			return 0, 0, err
		}
		began := time.Now()
		time.Sleep(b.round)
		after, err := s.cpu()
		if err != nil {
			return 0, 0, err
		}
		shares = append(shares, 100*(after-before).Seconds()/time.Since(began).Seconds())
	}
	with, err := s.memory()
	if err != nil {
		return 0, 0, err
	}
	// All players must still be connected and get replies.
	if _, _, err := clients.echo(0); err != nil {
		return 0, 0, s.wrap(err)
	}
	return float64(with-without) / 1024 / float64(w.players), median(shares), nil
}

// timeToFirstAnswer measures the time from starting the server to the first reply.
func (b *bench) timeToFirstAnswer(w workload) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	times := map[string][]float64{}
	for range b.rounds {
		for _, k := range kinds {
			began := time.Now()
			s, err := start(b.ctx, k, b.dir)
			if err != nil {
				return err
			}
			first, err := openCrowd(s.port, w.players, w.size)
			took := time.Since(began)
			if err == nil {
				err = first.close()
			}
			if err != nil {
				err = s.wrap(err)
			}
			s.stop()
			if err != nil {
				return err
			}
			times[k.name] = append(times[k.name], milliseconds(took))
		}
		slices.Reverse(kinds)
	}
	ours, bare := median(times[b.porchlight().name]), median(times[b.bareEcho().name])
	b.rows = append(b.rows, row{
		w.name, b.bareEcho().name,
		limit{"<", 50, "ms"},
		ours,
		fmt.Sprintf("%.1f against %.1f ms", ours, bare),
	})
	return nil
}
