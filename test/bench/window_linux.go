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

// What the window costs, beside a bare window of Fyne and beside Porchlight without it.

// title is the window's.
const title = "Porchlight"

// aGameOfLines answers each line with itself, and so counts lines however they are glued.
const aGameOfLines = "rule = \"echo\"\nplayers = 0\n[framing]\nin = \"line\"\n"

// windowWorks are those that need a virtual screen.
func windowWorks() []work {
	all := []work{{"window, from start to the first picture", 0, 0, 100, (*bench).firstPicture}}
	for _, players := range []int{50, 1000} {
		for _, size := range []int{32, 2048} {
			name := fmt.Sprintf("echo with the window showing, %s players, %s B", thousands(float64(players)), thousands(float64(size)))
			all = append(all, work{name, players, size, 2*players + 100, (*bench).echoShown})
		}
	}
	return append(
		all,
		work{"window at 100,000 messages a second", floodTaps, 32, 200, (*bench).shownFlood},
		work{"window at 100,000 messages a second, a click on Stop", floodTaps, 32, 200, (*bench).stopFlood},
		work{"window idle, hosting, with a full journal", floodTaps, 260, 200, (*bench).idleWindow},
		work{"window at 100,000 messages a second, for long", floodTaps, 32, 200, (*bench).longFlood},
	)
}

// windowed is Porchlight with its window on a desktop, hosting.
func (b *bench) windowed(d *desktop.Desktop, arguments ...string) kind {
	command := append([]string{b.program, "--start", "--bind", "127.0.0.1", "--players", "0"}, arguments...)
	return kind{name: "Porchlight with its window", command: append(command, "--port"), on: d}
}

func (b *bench) bareWindow(d *desktop.Desktop) kind {
	return kind{name: "bare window of Fyne", command: []string{filepath.Join(b.dir, "window")}, on: d}
}

// desktop opens a desktop of the usual size.
func (b *bench) desktop() (*desktop.Desktop, error) { return desktop.Open(screenWidth, screenHeight) }

// firstPicture is how long it takes from starting the program until letters stand on the screen.
func (b *bench) firstPicture(w work) error {
	s, err := openScreen(b.dir)
	if err != nil {
		return err
	}
	defer s.Close()
	kinds := []kind{{name: title, command: []string{b.program}, on: s.Desktop}, b.bareWindow(s.Desktop)}
	times, costs := map[string][]float64{}, map[string][]float64{}
	for round := range b.rounds + 1 {
		for _, k := range kinds {
			took, used, err := b.firstPictureOf(k, s)
			if err != nil {
				return err
			}
			if round > 0 { // before that, it makes its settings and Mesa its shaders
				times[k.name] = append(times[k.name], milliseconds(took))
				costs[k.name] = append(costs[k.name], milliseconds(used))
			}
		}
		slices.Reverse(kinds)
	}
	bare := b.bareWindow(nil).name
	say := func(of map[string][]float64, what string, hold limit) row {
		r := compare(of[title], of[bare])
		return row{w.name, bare, hold, r.value, fmt.Sprintf("%v: %.0f against %.0f ms%s", r, median(of[title]), median(of[bare]), what)}
	}
	b.rows = append(b.rows, say(times, "", limit{"<=", 1.2, "times as long"}), say(costs, " of processor time", limit{}))
	return nil
}

// firstPictureOf is how long a program takes to its first picture, and how much processor time.
func (b *bench) firstPictureOf(k kind, s *screen) (took, used time.Duration, err error) {
	began := time.Now()
	p, err := launch(b.ctx, k, b.dir)
	if err != nil {
		return 0, 0, err
	}
	err = s.await(true, p)
	took = time.Since(began)
	used, cpuErr := p.cpu()
	p.stop()
	return took, used, errors.Join(err, cpuErr, s.await(false, p))
}

// echoShown is everybody sending and awaiting the answer, while the window shows it.
func (b *bench) echoShown(w work) error {
	d, err := b.desktop()
	if err != nil {
		return err
	}
	defer d.Close()
	var stations []*station
	for _, k := range []kind{b.windowed(d), b.bareEcho()} {
		s, err := start(b.ctx, k, b.dir)
		if err != nil {
			return err
		}
		defer s.stop()
		if k.on != nil {
			if _, err := d.Window(title); err != nil {
				return s.failed(err)
			}
		}
		everybody, err := gather(s.port, w.players, w.size)
		if err != nil {
			return s.failed(err)
		}
		defer func() { _ = everybody.part() }() // nothing is done with them after that
		stations = append(stations, &station{server: s, turn: func() (int, time.Duration, error) { return everybody.echo(b.round) }})
	}
	if err := b.takeTurns(0, stations...); err != nil {
		return err
	}
	b.rows = append(b.rows, throughput(w.name, "messages", stations[0], stations[1], limit{">=", 0.9, "of its throughput"}))
	return nil
}

// linesGame writes the game of lines and returns where.
func (b *bench) linesGame() (string, error) {
	path := filepath.Join(b.dir, "lines.toml")
	return path, os.WriteFile(path, []byte(aGameOfLines), 0o600)
}

// flooded is a server with the flood on it, which whoever gets it closes, and stops the server.
func (b *bench) flooded(k kind, w work) (*server, *flood, error) {
	s, err := start(b.ctx, k, b.dir)
	if err != nil {
		return nil, nil, err
	}
	if k.on != nil {
		_, err = k.on.Window(title)
	}
	var f *flood
	if err == nil {
		f, err = openFlood(s.port, w.size)
	}
	if err != nil {
		err = s.failed(err)
		s.stop()
		return nil, nil, err
	}
	return s, f, nil
}

// floodedWindow is flooded with the window, on a desktop that whoever gets it closes last.
func (b *bench) floodedWindow(w work) (*desktop.Desktop, *server, *flood, error) {
	d, err := b.desktop()
	if err != nil {
		return nil, nil, nil, err
	}
	game, err := b.linesGame()
	if err != nil {
		d.Close()
		return nil, nil, nil, err
	}
	s, f, err := b.flooded(b.windowed(d, "--game", game), w)
	if err != nil {
		d.Close()
		return nil, nil, nil, err
	}
	return d, s, f, nil
}

// shownFlood is what of a core it costs to show what comes in: with the window, without it, and with the
// window minimised, all under the same flood.
func (b *bench) shownFlood(w work) error {
	d, with, flood, err := b.floodedWindow(w)
	if err != nil {
		return err
	}
	defer d.Close()
	defer with.stop()
	defer func() { _ = flood.close() }() // nothing is done with it after that
	game, err := b.linesGame()
	if err != nil {
		return err
	}
	without, other, err := b.flooded(b.porchlight("--quiet", "--game", game), w)
	if err != nil {
		return err
	}
	defer without.stop()
	defer func() { _ = other.close() }()
	var drawing, minimised, rates, shares []float64
	for round := range b.rounds + 1 {
		none, _, err := b.share(without, other)
		if err != nil {
			return err
		}
		shown, rate, err := b.share(with, flood)
		if err != nil {
			return err
		}
		restore, err := d.Minimise(title)
		if err != nil {
			return with.failed(err)
		}
		away, _, err := b.share(with, flood)
		if err != nil {
			return err
		}
		if err := restore(); err != nil {
			return with.failed(err)
		}
		if round > 0 {
			drawing, minimised = append(drawing, shown-none), append(minimised, away-none)
			rates, shares = append(rates, rate), append(shares, none)
		}
	}
	what := "% of a core more than without it"
	say := func(values []float64) string {
		return fmt.Sprintf("%.1f (%.0f to %.0f) more than %.0f %%, at %s a second", median(values),
			quantile(values, 0.25), quantile(values, 0.75), median(shares), thousands(median(rates)))
	}
	b.rows = append(
		b.rows,
		row{w.name, "Porchlight without it", limit{"<=", 25, what}, median(drawing), say(drawing)},
		row{w.name + ", minimised", "Porchlight without it", limit{}, median(minimised), say(minimised)},
	)
	return nil
}

// share is what of a core, in percent, a server uses under a turn of a flood, and how many lines a second
// came back.
func (b *bench) share(s *server, f *flood) (percent, rate float64, err error) {
	before, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	count, took, err := f.run(b.round)
	if err != nil {
		return 0, 0, s.failed(err)
	}
	after, err := s.cpu()
	if err != nil {
		return 0, 0, err
	}
	return 100 * (after - before).Seconds() / took.Seconds(), float64(count) / took.Seconds(), nil
}
