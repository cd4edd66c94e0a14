package main

import (
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"time"

	"porchlight/test/desktop"
)

// What the window costs, beside a bare window of Fyne and beside Porchlight without it.

// title is the window's.
const title = "Porchlight"

// lines is a game that counts lines and answers each with itself.
const linesGame = "rule = \"echo\"\nplayers = 0\n[framing]\nin = \"line\"\n"

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
		work{"window idle, hosting, with a full journal", floodTaps, 320, 200, (*bench).idleWindow},
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
	times := map[string][]float64{}
	for round := range b.rounds + 1 {
		for _, k := range kinds {
			took, err := b.firstPictureOf(k, s)
			if err != nil {
				return err
			}
			if round > 0 { // before that, it makes its settings and Mesa its shaders
				times[k.name] = append(times[k.name], milliseconds(took))
			}
		}
		slices.Reverse(kinds)
	}
	ours, bare := times[title], times[b.bareWindow(nil).name]
	r := compare(ours, bare)
	b.rows = append(b.rows, row{
		w.name, b.bareWindow(nil).name,
		limit{"<=", 1.2, "times as long"},
		r.value,
		fmt.Sprintf("%v: %.0f against %.0f ms", r, median(ours), median(bare)),
	})
	return nil
}

func (b *bench) firstPictureOf(k kind, s *screen) (time.Duration, error) {
	began := time.Now()
	p, err := launch(b.ctx, k, b.dir)
	if err != nil {
		return 0, err
	}
	err = s.await(true, p)
	took := time.Since(began)
	p.stop()
	return took, errors.Join(err, s.await(false, p))
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

// game writes the game that counts lines and returns where.
func (b *bench) linesGame() (string, error) {
	path := filepath.Join(b.dir, "lines.toml")
	return path, os.WriteFile(path, []byte(linesGame), 0o600)
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

// shownFlood is what of a core it costs to show what comes in: with the window, without it, and with the
// window minimised, all under the same flood.
func (b *bench) shownFlood(w work) error {
	d, err := b.desktop()
	if err != nil {
		return err
	}
	defer d.Close()
	game, err := b.linesGame()
	if err != nil {
		return err
	}
	with, flood, err := b.flooded(b.windowed(d, "--game", game), w)
	if err != nil {
		return err
	}
	defer with.stop()
	defer func() { _ = flood.close() }() // nothing is done with it after that
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

// stopFlood is how long it takes from a click on Stop, in the midst of the flood, until all clients have
// seen their connections end.
func (b *bench) stopFlood(w work) error {
	d, err := b.desktop()
	if err != nil {
		return err
	}
	defer d.Close()
	game, err := b.linesGame()
	if err != nil {
		return err
	}
	s, f, err := b.flooded(b.windowed(d, "--game", game), w)
	if err != nil {
		return err
	}
	defer s.stop()
	hand, err := d.Hand()
	if err != nil {
		return err
	}
	button, err := buttonIn(d, "Stop hosting")
	if err != nil {
		return errors.Join(s.failed(err), f.close())
	}
	if err := hand.Point(button); err != nil {
		return err
	}
	var times []float64
	for range b.rounds {
		took, err := b.stopOnce(hand, f)
		if err = errors.Join(err, f.close()); err != nil {
			return s.failed(err)
		}
		times = append(times, milliseconds(took))
		if f, err = b.startAgain(hand, s, w); err != nil {
			return err
		}
	}
	slowest := quantile(times, 1)
	b.rows = append(b.rows, row{
		w.name, "",
		limit{"<", 100, "ms until all have been hung up on"},
		slowest,
		fmt.Sprintf("%.0f ms at most, %.0f in the middle", slowest, median(times)),
	})
	return f.close()
}

// buttonIn waits until a button stands on the screen and returns where.
func buttonIn(d *desktop.Desktop, label string) (image.Point, error) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		if err := d.Look(); err != nil {
			return image.Point{}, err
		}
		if found := d.Page().Find(label); len(found) > 0 {
			return found[0].Min.Add(found[0].Max).Div(2), nil
		}
	}
	return image.Point{}, fmt.Errorf("there is no button %q", label)
}

// stopOnce clicks in the midst of a flood and returns how long it took until nobody is connected.
func (b *bench) stopOnce(hand *desktop.Hand, f *flood) (time.Duration, error) {
	clicked := make(chan time.Time, 1)
	trouble := make(chan error, 1)
	go func() {
		time.Sleep(max(b.round, time.Second/2))
		clicked <- time.Now()
		trouble <- hand.Click()
	}()
	_, _, err := f.run(2 * patience)
	over := time.Now()
	if !errors.Is(err, errGone) {
		return 0, fmt.Errorf("the click did nothing: %w", err)
	}
	return over.Sub(<-clicked), <-trouble
}

// startAgain clicks on the same button once more, which says Start by then, and opens the next flood.
func (b *bench) startAgain(hand *desktop.Hand, s *server, w work) (*flood, error) {
	time.Sleep(time.Second / 2) // until the window shows that it has stopped
	if err := hand.Click(); err != nil {
		return nil, err
	}
	if err := s.awaitListening(); err != nil {
		return nil, err
	}
	return openFlood(s.port, w.size)
}

// idleWindow is Porchlight's window while nothing happens beside a bare one, each on a desktop of its own.
func (b *bench) idleWindow(w work) error {
	game, err := b.linesGame()
	if err != nil {
		return err
	}
	var programs []*server
	for i := range 2 {
		d, err := b.desktop()
		if err != nil {
			return err
		}
		defer d.Close()
		var s *server
		if i == 0 {
			s, err = b.filled(b.windowed(d, "--game", game), w)
		} else if s, err = launch(b.ctx, b.bareWindow(d), b.dir); err == nil {
			_, err = d.Window("Bare")
		}
		if err != nil {
			return err
		}
		defer s.stop()
		programs = append(programs, s)
	}
	time.Sleep(5 * time.Second) // what follows the start and the flood is over by then
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
	more := median(shares[0]) - median(shares[1])
	b.rows = append(
		b.rows,
		row{
			w.name, programs[1].kind.name, limit{"<=", 1, "% of a core more"}, more,
			fmt.Sprintf("%.2f against %.2f %% of a core", median(shares[0]), median(shares[1])),
		},
		row{
			w.name, programs[1].kind.name, limit{"<=", 64, "MiB of resident memory more"}, memory[0] - memory[1],
			fmt.Sprintf("%.0f MiB more: %.0f against %.0f MiB", memory[0]-memory[1], memory[0], memory[1]),
		},
	)
	return nil
}

// filled is a server whose journal a flood has filled, and which is idle since, with the players in.
func (b *bench) filled(k kind, w work) (*server, error) {
	s, f, err := b.flooded(k, w)
	if err != nil {
		return nil, err
	}
	if _, _, err := f.run(3 * time.Second); err != nil { // four times as much as the journal holds
		err = errors.Join(s.failed(err), f.close())
		s.stop()
		return nil, err
	}
	return s, nil
}

// idleShares is what of a core each program uses meanwhile, in percent.
func idleShares(programs []*server, during time.Duration) ([]float64, error) {
	shares := make([]float64, len(programs))
	before := make([]time.Duration, len(programs))
	began := time.Now()
	for i, s := range programs {
		var err error
		if before[i], err = s.cpu(); err != nil {
			return nil, err
		}
	}
	time.Sleep(during)
	for i, s := range programs {
		after, err := s.cpu()
		if err != nil {
			return nil, err
		}
		shares[i] = 100 * (after - before[i]).Seconds() / time.Since(began).Seconds()
	}
	return shares, nil
}
