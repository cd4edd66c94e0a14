package main

import (
	"fmt"
	"slices"
	"time"
)

// What is measured against a figure rather than against another server; the bare echo stands beside it
// for comparison only.

// storms is many players that come at once, and whether all get in.
func (b *bench) storms(w work) error {
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
			failed, took, err := storm(s.port, w.players)
			if err != nil {
				return s.failed(err)
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

// idle is many players that have spoken once and then say nothing. The servers are measured one after
// the other: both crowds at once would take more open files than many systems allow.
func (b *bench) idle(w work) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	memory, share := make([]float64, len(kinds)), make([]float64, len(kinds))
	for i, k := range kinds {
		var err error
		if memory[i], share[i], err = b.idleAt(k, w); err != nil {
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

// idleAt measures one server: KiB of resident memory a player, and the share of a core, in percent, as
// the median of the rounds.
func (b *bench) idleAt(k kind, w work) (memory, share float64, err error) {
	s, err := start(b.ctx, k, b.dir)
	if err != nil {
		return 0, 0, err
	}
	defer s.stop()
	without, err := s.memory()
	if err != nil {
		return 0, 0, err
	}
	everybody, err := gather(s.port, w.players, w.size)
	if err != nil {
		return 0, 0, s.failed(err)
	}
	defer func() { _ = everybody.part() }() // nothing is done with them after that
	time.Sleep(max(2*time.Second, b.round)) // what is over for a player that has come is over by then
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
	// The last word is that all of them are still there and are answered.
	if _, _, err := everybody.echo(0); err != nil {
		return 0, 0, s.failed(err)
	}
	return float64(with-without) / 1024 / float64(w.players), median(shares), nil
}

// firstAnswer is how long it takes from starting the server to the first answer.
func (b *bench) firstAnswer(w work) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	times := map[string][]float64{}
	for range b.rounds {
		for _, k := range kinds {
			began := time.Now()
			s, err := start(b.ctx, k, b.dir)
			if err != nil {
				return err
			}
			first, err := gather(s.port, w.players, w.size)
			took := time.Since(began)
			if err == nil {
				err = first.part()
			}
			if err != nil {
				err = s.failed(err)
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
