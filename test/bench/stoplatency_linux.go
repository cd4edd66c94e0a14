package main

import (
	"errors"
	"fmt"
	"image"
	"time"

	"porchlight/test/desktop"
)

// stopLatency measures the time from a click on Stop during a flood until all clients have seen their connections
// end.
func (b *bench) stopLatency(w workload) error {
	d, s, f, err := b.startFloodedWindow(w)
	if err != nil {
		return err
	}
	defer d.Close()
	defer s.stop()
	pointer, err := d.Pointer()
	if err != nil {
		return err
	}
	button, err := findButton(d, "Stop hosting")
	if err != nil {
		return errors.Join(s.wrap(err), f.close())
	}
	if err := pointer.Move(button); err != nil {
		return err
	}
	var times []float64
	for range b.rounds {
		took, err := b.measureStop(pointer, f)
		if err = errors.Join(err, f.close()); err != nil {
			return s.wrap(err)
		}
		times = append(times, milliseconds(took))
		if f, err = b.restart(pointer, s, w); err != nil {
			return err
		}
	}
	slowest := quantile(times, 1)
	b.rows = append(b.rows, row{
		w.name, "",
		limit{"<", 100, "ms until all are disconnected"},
		slowest,
		fmt.Sprintf("%.0f ms at most, median %.0f", slowest, median(times)),
	})
	return f.close()
}

// findButton waits until a button is read on the screen and returns its middle.
func findButton(d *desktop.Desktop, label string) (image.Point, error) {
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); {
		if err := d.ReadScreen(); err != nil {
			return image.Point{}, err
		}
		if found := d.Page().Find(label); len(found) > 0 {
			return found[0].Min.Add(found[0].Max).Div(2), nil
		}
	}
	return image.Point{}, fmt.Errorf("there is no button %q", label)
}

// measureStop clicks during a flood and returns the time until no client is connected.
func (b *bench) measureStop(pointer *desktop.Pointer, f *flood) (time.Duration, error) {
	clicked := make(chan time.Time, 1)
	clickErr := make(chan error, 1)
	go func() {
		time.Sleep(max(b.round, time.Second)) // the window ignores a click right after the start
		clicked <- time.Now()
		clickErr <- pointer.Click()
	}()
	_, _, err := f.run(2 * timeout)
	ended := time.Now()
	if !errors.Is(err, errClosed) {
		return 0, fmt.Errorf("the click did not stop hosting: %w", err)
	}
	return ended.Sub(<-clicked), <-clickErr
}

// restart clicks on the same button, whose label is Start by then, and opens the next flood.
func (b *bench) restart(pointer *desktop.Pointer, s *server, w workload) (*flood, error) {
	// Until the window shows that it has stopped, and takes clicks on the button whose meaning has changed.
	time.Sleep(2 * time.Second)
	if err := pointer.Click(); err != nil {
		return nil, err
	}
	if err := s.waitForListener(); err != nil {
		return nil, err
	}
	return openFlood(s.port, w.size)
}
