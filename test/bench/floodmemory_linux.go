package main

import (
	"fmt"
	"time"
)

// memoryUnderFlood measures resident memory during a flood, once the journal is full.
func (b *bench) memoryUnderFlood(w workload) error {
	d, s, f, err := b.startFloodedWindow(w)
	if err != nil {
		return err
	}
	defer d.Close()
	defer s.stop()
	defer func() { _ = f.close() }() // its error does not matter any more
	const samples = 60
	if _, _, err := f.run(b.long / 10); err != nil {
		return s.wrap(err)
	}
	var minutes, memory []float64
	for began := time.Now(); len(memory) < samples; {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if _, _, err := f.run(b.long / samples); err != nil {
			return s.wrap(err)
		}
		bytes, err := s.memory()
		if err != nil {
			return err
		}
		minutes, memory = append(minutes, time.Since(began).Minutes()), append(memory, float64(bytes)/(1<<20))
	}
	per := slope(minutes, memory)
	b.rows = append(b.rows, row{
		w.name, "",
		limit{},
		per,
		fmt.Sprintf("%.0f MiB at first, %.0f at last, %.0f at most; %+.2f MiB a minute, in %v",
			memory[0], memory[len(memory)-1], quantile(memory, 1), per, b.long),
	})
	return nil
}
