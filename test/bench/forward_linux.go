package main

import (
	"fmt"
	"path/filepath"
	"strconv"
)

// forwardWorkloads returns the workloads with a server of the person's own behind.
func forwardWorkloads() []workload {
	var all []workload
	for _, c := range []struct{ players, size int }{{50, 32}, {50, 2048}, {50, 32 << 10}, {500, 32}} {
		name := fmt.Sprintf("own server behind, %s players, %s B", thousands(float64(c.players)), thousands(float64(c.size)))
		all = append(all, workload{name, c.players, c.size, 3*c.players + 100, (*bench).forward})
	}
	return all
}

// forward measures lockstep echoes through Porchlight, and through a bare proxy, to one bare echo each.
func (b *bench) forward(w workload) error {
	var subjects []*subject
	for _, front := range []func(port string) kind{
		func(port string) kind { return b.porchlight("--forward", "127.0.0.1:"+port) },
		func(port string) kind {
			return kind{name: "bare proxy in Go", command: []string{filepath.Join(b.dir, "proxy"), port}}
		},
	} {
		behind, err := start(b.ctx, b.bareEcho(), b.dir)
		if err != nil {
			return err
		}
		defer behind.stop()
		s, err := start(b.ctx, front(strconv.Itoa(behind.port)), b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		echoing, closeCrowd, err := b.echoing(s, w)
		if err != nil {
			return err
		}
		defer closeCrowd()
		subjects = append(subjects, echoing)
	}
	if err := b.takeTurns(0, subjects...); err != nil {
		return err
	}
	ours, bare := subjects[0], subjects[1]
	b.rows = append(
		b.rows,
		throughput(w.name, "messages", ours, bare, limit{">=", 0.95, "of its throughput"}),
		processor(w.name, "message", ours, bare, limit{"<=", 1.10, "of its processor time"}),
	)
	return nil
}
