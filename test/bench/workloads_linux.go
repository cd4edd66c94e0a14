package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// workload is something that servers are measured at.
type workload struct {
	name    string
	players int
	size    int // bytes of a message
	files   int // number of open files that it needs
	do      func(*bench, workload) error
}

// workloads returns the workloads that need no screen, in the order of the table.
func workloads() []workload {
	var all []workload
	for _, players := range []int{2, 50, 1000} {
		for _, size := range []int{32, 2048} {
			name := fmt.Sprintf("echo, %s players, %s B", thousands(float64(players)), thousands(float64(size)))
			all = append(all, workload{name, players, size, 3*players + 100, (*bench).echo})
		}
	}
	for _, players := range []int{16, 100} {
		name := fmt.Sprintf("relay from one to %d, 32 B, one message under way", players-1)
		all = append(all, workload{name, players, 32, 2*players + 100, (*bench).relay})
	}
	all = append(all, forwardWorkloads()...)
	return append(
		all,
		workload{"relay from one to 15, and to one that never reads, 2,048 B", 17, 2048, 200, (*bench).stalled},
		workload{"connect, one echo, close", 0, 32, 200, (*bench).shortConnections},
		workload{"1,000 connecting at once", 1000, 32, 1200, (*bench).connectAtOnce},
		workload{"idle, 10,000 players that have spoken once", 10000, 32, 10200, (*bench).idle},
		workload{"from start to the first answer", 1, 32, 100, (*bench).timeToFirstAnswer},
	)
}

// The programs to measure. The port is the last argument of each.

func (b *bench) porchlight(arguments ...string) kind {
	command := append([]string{b.program, "--headless", "--bind", "127.0.0.1", "--players", "0"}, arguments...)
	return kind{name: "Porchlight", command: append(command, "--port")}
}

func (b *bench) bareEcho() kind {
	return kind{name: "bare echo in Go", command: []string{filepath.Join(b.dir, "echo")}}
}

func (b *bench) bareRelay() kind {
	return kind{name: "bare relay in Go, one lock", command: []string{filepath.Join(b.dir, "relay")}}
}

func (b *bench) script() kind {
	return kind{name: "console script in Python", command: []string{b.python, "test/bench/reference/script.py"}}
}

// echo measures lockstep echoes of all players.
func (b *bench) echo(w workload) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	if b.python != "" {
		kinds = append(kinds, b.script())
	}
	subjects := make([]*subject, 0, len(kinds))
	for _, k := range kinds {
		s, err := start(b.ctx, k, b.dir)
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
	ours, bare := subjects[0], subjects[1]
	var script *subject
	if b.python != "" {
		script = subjects[2]
	}
	if err := b.takeTurns(0, subjects...); err != nil {
		return err
	}
	var throughputLimit, costLimit, scriptLimit limit // none with two players
	if w.players >= 50 {
		throughputLimit, costLimit = limit{">=", 0.95, "of its throughput"}, limit{"<=", 1.08, "of its processor time"}
		scriptLimit = limit{">=", 2, "times its throughput"}
	}
	if w.players >= 1000 {
		scriptLimit.value = 10
	}
	b.rows = append(b.rows, throughput(w.name, "messages", ours, bare, throughputLimit), processor(w.name, "message", ours, bare, costLimit))
	if script != nil {
		b.rows = append(b.rows, throughput(w.name, "messages", ours, script, scriptLimit))
	}
	return nil
}

// relay measures one player that sends to all others: first the throughput, then the latency at a game's rate.
func (b *bench) relay(w workload) error {
	game, err := b.writeRelayGame()
	if err != nil {
		return err
	}
	var subjects []*subject
	var audiences []*audience
	for _, k := range []kind{b.porchlight("--game", game), b.bareRelay()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		all, err := openAudience(s.port, w.players-1, w.size)
		if err != nil {
			return s.wrap(err)
		}
		defer func() { _ = all.close(nil) }() // its error does not matter any more
		subjects = append(subjects, &subject{server: s, turn: func() (int, time.Duration, error) { return all.relay(b.round) }})
		audiences = append(audiences, all)
	}
	ours, bare := subjects[0], subjects[1]
	if err := b.takeTurns(0, subjects...); err != nil {
		return err
	}
	latencies := make([][]float64, len(audiences))
	for range b.rounds {
		for i, all := range audiences {
			took, err := all.sendPaced(b.round)
			if err != nil {
				return err
			}
			latencies[i] = append(latencies[i], took...)
		}
	}
	p99, bareP99 := quantile(latencies[0], 0.99), quantile(latencies[1], 0.99)
	b.rows = append(
		b.rows,
		throughput(w.name, "messages", ours, bare, limit{">=", 0.95, "of its throughput"}),
		processor(w.name, "message", ours, bare, limit{}),
		row{
			fmt.Sprintf("relay from one to %d, 60 messages a second", w.players-1), bare.kind.name,
			limit{"<", 5, "ms for 99 of 100"},
			p99,
			fmt.Sprintf("%.2f ms until the last has it, against %.2f ms", p99, bareP99),
		},
	)
	return nil
}

// shortConnections measures connections with one message each.
func (b *bench) shortConnections(w workload) error {
	var subjects []*subject
	for _, k := range []kind{b.porchlight(), b.bareEcho()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		subjects = append(subjects, &subject{server: s, turn: func() (int, time.Duration, error) { return connectRepeatedly(s.port, b.round) }})
	}
	ours, bare := subjects[0], subjects[1]
	// The server finishes its work for a connection after the client has closed it.
	if err := b.takeTurns(50*time.Millisecond, subjects...); err != nil {
		return err
	}
	b.rows = append(b.rows, throughput(w.name, "connections", ours, bare, limit{">=", 0.9, "of its throughput"}),
		processor(w.name, "connection", ours, bare, limit{}))
	return nil
}

// stalled measures a relay to players of which one never reads, against the same relay with that player reading.
func (b *bench) stalled(w workload) error {
	game, err := b.writeRelayGame()
	if err != nil {
		return err
	}
	var subjects []*subject
	for _, reading := range []int{w.players - 2, w.players - 1} {
		s, err := start(b.ctx, b.porchlight("--game", game), b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		all, err := openAudience(s.port, reading, w.size)
		if err != nil {
			return s.wrap(err)
		}
		defer func() { _ = all.close(nil) }() // its error does not matter any more
		subjects = append(subjects, &subject{server: s, turn: func() (int, time.Duration, error) {
			if reading == w.players-1 {
				return all.relay(b.round)
			}
			// A new player each turn, because the server ends a player that never reads once its outbox is full.
			fd, err := dial(s.port, 0)
			if err != nil {
				return 0, 0, err
			}
			defer func() { _ = unix.Close(fd) }()
			return all.relay(b.round)
		}})
	}
	if err := b.takeTurns(0, subjects...); err != nil {
		return err
	}
	subjects[1].kind.name = "the same, all reading"
	b.rows = append(b.rows, throughput(w.name, "messages", subjects[0], subjects[1], limit{">=", 0.95, "of its throughput"}))
	return nil
}

// writeRelayGame writes the file of a game that relays, and returns its path.
func (b *bench) writeRelayGame() (string, error) {
	game := filepath.Join(b.dir, "relay.toml")
	return game, os.WriteFile(game, []byte("rule = \"relay\"\nplayers = 0\n"), 0o600)
}
