package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// work is something that servers are measured at.
type work struct {
	name    string
	players int
	size    int // bytes of a message
	files   int // open files that it takes
	do      func(*bench, work) error
}

// works are those that need no screen, in the order of the table.
func works() []work {
	var all []work
	for _, players := range []int{2, 50, 1000} {
		for _, size := range []int{32, 2048} {
			name := fmt.Sprintf("echo, %s players, %s B", thousands(float64(players)), thousands(float64(size)))
			all = append(all, work{name, players, size, 3*players + 100, (*bench).echo})
		}
	}
	for _, players := range []int{16, 100} {
		name := fmt.Sprintf("relay from one to %d, 32 B, one message under way", players-1)
		all = append(all, work{name, players, 32, 2*players + 100, (*bench).relay})
	}
	return append(
		all,
		work{"relay from one to 15, and to one that never reads, 2,048 B", 17, 2048, 200, (*bench).stalled},
		work{"connect, one echo, close", 0, 32, 200, (*bench).visits},
		work{"1,000 connecting at once", 1000, 32, 1200, (*bench).storms},
		work{"idle, 10,000 players that have spoken once", 10000, 32, 10200, (*bench).idle},
		work{"from start to the first answer", 1, 32, 100, (*bench).firstAnswer},
	)
}

// What is measured. A server's port is its last argument.

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

// echo is everybody sending and awaiting the answer.
func (b *bench) echo(w work) error {
	kinds := []kind{b.porchlight(), b.bareEcho()}
	if b.python != "" {
		kinds = append(kinds, b.script())
	}
	stations := make([]*station, 0, len(kinds))
	for _, k := range kinds {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		everybody, err := gather(s.port, w.players, w.size)
		if err != nil {
			return s.failed(err)
		}
		defer func() { _ = everybody.part() }() // nothing is done with them after that
		stations = append(stations, &station{server: s, turn: func() (int, time.Duration, error) { return everybody.echo(b.round) }})
	}
	ours, bare := stations[0], stations[1]
	var script *station
	if b.python != "" {
		script = stations[2]
	}
	if err := b.takeTurns(0, stations...); err != nil {
		return err
	}
	var most, more, times limit // with two players there are no figures to hold
	if w.players >= 50 {
		most, more = limit{">=", 0.95, "of its throughput"}, limit{"<=", 1.08, "of its processor time"}
		times = limit{">=", 2, "times its throughput"}
	}
	if w.players >= 1000 {
		times.value = 10
	}
	b.rows = append(b.rows, throughput(w.name, "messages", ours, bare, most), processor(w.name, "message", ours, bare, more))
	if script != nil {
		b.rows = append(b.rows, throughput(w.name, "messages", ours, script, times))
	}
	return nil
}

// relay is one player sending to all others; then the same at a game's pace, for the time it takes.
func (b *bench) relay(w work) error {
	game, err := b.relayGame()
	if err != nil {
		return err
	}
	var stations []*station
	var seated []*audience
	for _, k := range []kind{b.porchlight("--game", game), b.bareRelay()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		all, err := seat(s.port, w.players-1, w.size)
		if err != nil {
			return s.failed(err)
		}
		defer func() { _ = all.part(nil) }() // nothing is done with them after that
		stations = append(stations, &station{server: s, turn: func() (int, time.Duration, error) { return all.relay(b.round) }})
		seated = append(seated, all)
	}
	ours, bare := stations[0], stations[1]
	if err := b.takeTurns(0, stations...); err != nil {
		return err
	}
	latencies := make([][]float64, len(seated))
	for range b.rounds {
		for i, all := range seated {
			took, err := all.pace(b.round)
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

// visits is short connections.
func (b *bench) visits(w work) error {
	var stations []*station
	for _, k := range []kind{b.porchlight(), b.bareEcho()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		stations = append(stations, &station{server: s, turn: func() (int, time.Duration, error) { return visit(s.port, b.round) }})
	}
	ours, bare := stations[0], stations[1]
	// The end of a connection is work too, and comes after the client has gone.
	if err := b.takeTurns(50*time.Millisecond, stations...); err != nil {
		return err
	}
	b.rows = append(b.rows, throughput(w.name, "connections", ours, bare, limit{">=", 0.9, "of its throughput"}),
		processor(w.name, "connection", ours, bare, limit{}))
	return nil
}

// stalled is a relay to players of whom one takes nothing, in the turns of the one server, beside the same
// with that one reading, in the turns of the other.
func (b *bench) stalled(w work) error {
	game, err := b.relayGame()
	if err != nil {
		return err
	}
	var stations []*station
	for _, reading := range []int{w.players - 2, w.players - 1} {
		s, err := start(b.ctx, b.porchlight("--game", game), b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		all, err := seat(s.port, reading, w.size)
		if err != nil {
			return s.failed(err)
		}
		defer func() { _ = all.part(nil) }() // nothing is done with them after that
		stations = append(stations, &station{server: s, turn: func() (int, time.Duration, error) {
			if reading == w.players-1 {
				return all.relay(b.round)
			}
			// A new one each turn: who takes nothing is sent out once too much waits for it.
			fd, err := dial(s.port, 0)
			if err != nil {
				return 0, 0, err
			}
			defer func() { _ = unix.Close(fd) }()
			return all.relay(b.round)
		}})
	}
	if err := b.takeTurns(0, stations...); err != nil {
		return err
	}
	stations[1].kind.name = "the same, all reading"
	b.rows = append(b.rows, throughput(w.name, "messages", stations[0], stations[1], limit{">=", 0.95, "of its throughput"}))
	return nil
}

// relayGame writes the game that relays, and returns its file.
func (b *bench) relayGame() (string, error) {
	game := filepath.Join(b.dir, "relay.toml")
	return game, os.WriteFile(game, []byte("rule = \"relay\"\nplayers = 0\n"), 0o600)
}
