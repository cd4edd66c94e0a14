package main

import (
	"errors"
	"fmt"
	"time"
)

// idleWindow measures Porchlight's idle window beside a bare one, each on a desktop of its own.
func (b *bench) idleWindow(w workload) error {
	game, err := b.writeLineGame()
	if err != nil {
		return err
	}
	var programs []*server
	for i := range 2 {
		d, err := b.openDesktop()
		if err != nil {
			return err
		}
		defer d.Close()
		var s *server
		if i == 0 {
			s, err = b.startWithFullJournal(b.porchlightWindow(d, "--game", game), w)
		} else if s, err = launch(b.ctx, b.bareWindow(d), b.dir); err == nil {
			_, err = d.Window("Bare")
		}
		if err != nil {
			return err
		}
		defer s.stop()
		programs = append(programs, s)
	}
	time.Sleep(30 * time.Second) // until the bars that show the last twenty seconds are empty, too
	shares := make([][]float64, len(programs))
	for range b.rounds {
		used, err := idleShares(programs, 2*b.round)
		if err != nil {
			return err
		}
		for i := range used {
			shares[i] = append(shares[i], used[i])
		}
	}
	var memory [2]float64
	for i, s := range programs {
		bytes, err := s.memory()
		if err != nil {
			return err
		}
		memory[i] = float64(bytes) / (1 << 20)
	}
	difference := median(shares[0]) - median(shares[1])
	b.rows = append(
		b.rows,
		row{
			w.name, programs[1].kind.name,
			limit{"<=", 1, "% of a core more"},
			difference,
			fmt.Sprintf("%.2f against %.2f %% of a core", median(shares[0]), median(shares[1])),
		},
		row{
			w.name, programs[1].kind.name,
			limit{"<=", 64, "MiB of resident memory more"},
			memory[0] - memory[1],
			fmt.Sprintf("%.0f MiB more: %.0f against %.0f MiB", memory[0]-memory[1], memory[0], memory[1]),
		},
	)
	return nil
}

// startWithFullJournal starts a server and fills its journal by a flood, whose clients remain connected.
func (b *bench) startWithFullJournal(k kind, w workload) (*server, error) {
	s, f, err := b.startFlooded(k, w)
	if err != nil {
		return nil, err
	}
	if _, _, err := f.run(3 * time.Second); err != nil { // four times as much as the journal holds
		err = errors.Join(s.wrap(err), f.close())
		s.stop()
		return nil, err
	}
	return s, nil
}

// idleShares returns the share of a core that each program uses during a time, in percent.
func idleShares(programs []*server, duration time.Duration) ([]float64, error) {
	shares := make([]float64, len(programs))
	before := make([]time.Duration, len(programs))
	began := time.Now()
	for i, s := range programs {
		var err error
		if before[i], err = s.cpu(); err != nil {
			return nil, err
		}
	}
	time.Sleep(duration)
	for i, s := range programs {
		after, err := s.cpu()
		if err != nil {
			return nil, err
		}
		shares[i] = 100 * (after - before[i]).Seconds() / time.Since(began).Seconds()
	}
	return shares, nil
}
