package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"porchlight/test/desktop"
)

// Workloads that measure the cost of the window, compared with a bare window of Fyne and with Porchlight without its
// window.

// title is the title of the main window.
const title = "Porchlight"

// lineGame is a game that echoes each line on its own, so that it counts coalesced lines, too.
const lineGame = "rule = \"echo\"\nplayers = 0\n[framing]\nin = \"line\"\n"

// windowWorkloads returns the workloads that need a virtual screen.
func windowWorkloads() []workload {
	all := []workload{{"window, from start to the first picture", 0, 0, 100, (*bench).timeToFirstFrame}}
	for _, players := range []int{50, 1000} {
		for _, size := range []int{32, 2048} {
			name := fmt.Sprintf("echo with the window showing, %s players, %s B", thousands(float64(players)), thousands(float64(size)))
			all = append(all, workload{name, players, size, 2*players + 100, (*bench).echoWithWindow})
		}
	}
	return append(
		all,
		workload{"window at 100,000 messages a second", floodClients, 32, 200, (*bench).windowCost},
		workload{"window at 100,000 messages a second, a click on Stop", floodClients, 32, 200, (*bench).stopLatency},
		workload{"window idle, hosting, with a full journal", floodClients, 260, 200, (*bench).idleWindow},
		workload{"window at 100,000 messages a second, for long", floodClients, 32, 200, (*bench).memoryUnderFlood},
	)
}

// porchlightWindow is Porchlight with its window on a desktop, hosting.
func (b *bench) porchlightWindow(d *desktop.Desktop, arguments ...string) kind {
	command := append([]string{b.program, "--start", "--bind", "127.0.0.1", "--players", "0"}, arguments...)
	return kind{name: "Porchlight with its window", command: append(command, "--port"), desktop: d}
}

func (b *bench) bareWindow(d *desktop.Desktop) kind {
	return kind{name: "bare window of Fyne", command: []string{filepath.Join(b.dir, "window")}, desktop: d}
}

// desktop opens a desktop of the usual size.
func (b *bench) openDesktop() (*desktop.Desktop, error) {
	return desktop.Open(screenWidth, screenHeight)
}

// timeToFirstFrame measures the time from starting the program until text is on the screen.
func (b *bench) timeToFirstFrame(w workload) error {
	s, err := openScreen(b.dir)
	if err != nil {
		return err
	}
	defer s.Close()
	kinds := []kind{{name: title, command: []string{b.program}, desktop: s.Desktop}, b.bareWindow(s.Desktop)}
	times, costs := map[string][]float64{}, map[string][]float64{}
	for round := range b.rounds + 1 {
		for _, k := range kinds {
			took, used, err := b.measureFirstFrame(k, s)
			if err != nil {
				return err
			}
			if round > 0 { // in the first round it writes its settings, and Mesa compiles shaders
				times[k.name] = append(times[k.name], milliseconds(took))
				costs[k.name] = append(costs[k.name], milliseconds(used))
			}
		}
		slices.Reverse(kinds)
	}
	bare := b.bareWindow(nil).name
	format := func(of map[string][]float64, what string, want limit) row {
		r := compare(of[title], of[bare])
		return row{w.name, bare, want, r.value, fmt.Sprintf("%v: %.0f against %.0f ms%s", r, median(of[title]), median(of[bare]), what)}
	}
	b.rows = append(b.rows, format(times, "", limit{"<=", 1.2, "times as long"}), format(costs, " of processor time", limit{}))
	return nil
}

// measureFirstFrame returns the time until a program's first text is on the screen, and the processor time used.
func (b *bench) measureFirstFrame(k kind, s *screen) (took, used time.Duration, err error) {
	began := time.Now()
	p, err := launch(b.ctx, k, b.dir)
	if err != nil {
		return 0, 0, err
	}
	err = s.waitForText(true, p)
	took = time.Since(began)
	used, cpuErr := p.cpu()
	p.stop()
	return took, used, errors.Join(err, cpuErr, s.waitForText(false, p))
}

// echoWithWindow measures an echo of many players while the window shows the messages.
func (b *bench) echoWithWindow(w workload) error {
	d, err := b.openDesktop()
	if err != nil {
		return err
	}
	defer d.Close()
	var subjects []*subject
	for _, k := range []kind{b.porchlightWindow(d), b.bareEcho()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		if k.desktop != nil {
			if _, err := d.Window(title); err != nil {
				return s.wrap(err)
			}
		}
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
	b.rows = append(b.rows, throughput(w.name, "messages", subjects[0], subjects[1], limit{">=", 0.9, "of its throughput"}))
	return nil
}

// writeLineGame writes the file of lineGame and returns its path.
func (b *bench) writeLineGame() (string, error) {
	path := filepath.Join(b.dir, "lines.toml")
	return path, os.WriteFile(path, []byte(lineGame), 0o600)
}

// startFlooded starts a server and connects a flood to it. The caller closes the flood and stops the server.
func (b *bench) startFlooded(k kind, w workload) (*server, *flood, error) {
	s, err := start(b.ctx, k, b.dir)
	if err != nil {
		return nil, nil, err
	}
	if k.desktop != nil {
		_, err = k.desktop.Window(title)
	}
	var f *flood
	if err == nil {
		f, err = openFlood(s.port, w.size)
	}
	if err != nil {
		err = s.wrap(err)
		s.stop()
		return nil, nil, err
	}
	return s, f, nil
}

// startFloodedWindow is startFlooded with the window, on a desktop that the caller closes last.
func (b *bench) startFloodedWindow(w workload) (*desktop.Desktop, *server, *flood, error) {
	d, err := b.openDesktop()
	if err != nil {
		return nil, nil, nil, err
	}
	game, err := b.writeLineGame()
	if err != nil {
		d.Close()
		return nil, nil, nil, err
	}
	s, f, err := b.startFlooded(b.porchlightWindow(d, "--game", game), w)
	if err != nil {
		d.Close()
		return nil, nil, nil, err
	}
	return d, s, f, nil
}

// windowCost measures the share of a core that showing messages costs: with the window, without it, and with the
// window minimised, all under the same flood.
func (b *bench) windowCost(w workload) error {
	d, with, flood, err := b.startFloodedWindow(w)
	if err != nil {
		return err
	}
	defer d.Close()
	defer with.stop()
	defer func() { _ = flood.close() }() // its error does not matter any more
	game, err := b.writeLineGame()
	if err != nil {
		return err
	}
	without, other, err := b.startFlooded(b.porchlight("--quiet", "--game", game), w)
	if err != nil {
		return err
	}
	defer without.stop()
	defer func() { _ = other.close() }()
	var drawing, minimised, rates, shares []float64
	for round := range b.rounds + 1 {
		none, _, err := b.cpuShare(without, other)
		if err != nil {
			return err
		}
		shown, rate, err := b.cpuShare(with, flood)
		if err != nil {
			return err
		}
		restore, err := d.Minimise(title)
		if err != nil {
			return with.wrap(err)
		}
		away, _, err := b.cpuShare(with, flood)
		if err != nil {
			return err
		}
		if err := restore(); err != nil {
			return with.wrap(err)
		}
		if round > 0 {
			drawing, minimised = append(drawing, shown-none), append(minimised, away-none)
			rates, shares = append(rates, rate), append(shares, none)
		}
	}
	what := "% of a core more than without it"
	format := func(values []float64) string {
		return fmt.Sprintf("%.1f (%.0f to %.0f) more than %.0f %%, at %s a second", median(values),
			quantile(values, 0.25), quantile(values, 0.75), median(shares), thousands(median(rates)))
	}
	b.rows = append(
		b.rows,
		row{w.name, "Porchlight without it", limit{"<=", 25, what}, median(drawing), format(drawing)},
		row{w.name + ", minimised", "Porchlight without it", limit{}, median(minimised), format(minimised)},
	)
	return nil
}

// cpuShare returns the share of a core that a server uses during a turn of a flood, in percent, and the lines
// received back per second.
func (b *bench) cpuShare(s *server, f *flood) (percent, rate float64, err error) {
	before, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	count, took, err := f.run(b.round)
	if err != nil {
		return 0, 0, s.wrap(err)
	}
	after, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	return 100 * (after - before).Seconds() / took.Seconds(), float64(count) / took.Seconds(), nil
}
