package main

import (
	"errors"
	"fmt"
	"image"
	"time"

	"porchlight/test/desktop"
)

// stopFlood is how long it takes from a click on Stop, in the midst of the flood, until all clients have
// seen their connections end.
func (b *bench) stopFlood(w work) error {
	d, s, f, err := b.floodedWindow(w)
	if err != nil {
		return err
	}
	defer d.Close()
	defer s.stop()
	hand, err := d.Pointer()
	if err != nil {
		return err
	}
	button, err := buttonIn(d, "Stop hosting")
	if err != nil {
		return errors.Join(s.failed(err), f.close())
	}
	if err := hand.Move(button); err != nil {
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
		if err := d.ReadScreen(); err != nil {
			return image.Point{}, err
		}
		if found := d.Page().Find(label); len(found) > 0 {
			return found[0].Min.Add(found[0].Max).Div(2), nil
		}
	}
	return image.Point{}, fmt.Errorf("there is no button %q", label)
}

// stopOnce clicks in the midst of a flood and returns how long it took until nobody is connected.
func (b *bench) stopOnce(hand *desktop.Pointer, f *flood) (time.Duration, error) {
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
func (b *bench) startAgain(hand *desktop.Pointer, s *server, w work) (*flood, error) {
	time.Sleep(time.Second / 2) // until the window shows that it has stopped
	if err := hand.Click(); err != nil {
		return nil, err
	}
	if err := s.awaitListening(); err != nil {
		return nil, err
	}
	return openFlood(s.port, w.size)
}
