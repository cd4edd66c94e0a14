package upstream

import (
	"os"
	"sync"
	"time"
)

// streams are the pipes of a server's standard output and standard error.
type streams struct {
	stdout, stderr struct{ reader, writer *os.File }
}

func newStreams() (*streams, error) {
	s := &streams{}
	var err error
	if s.stdout.reader, s.stdout.writer, err = os.Pipe(); err != nil {
		return nil, err
	}
	if s.stderr.reader, s.stderr.writer, err = os.Pipe(); err != nil {
		s.closeWriters()
		s.closeReaders()
		return nil, err
	}
	return s, nil
}

// closeWriters closes the ends that the server has inherited.
func (s *streams) closeWriters() {
	_ = s.stdout.writer.Close()
	_ = s.stderr.writer.Close()
}

// closeReaders closes the other ends, which also ends their reading.
func (s *streams) closeReaders() {
	_ = s.stdout.reader.Close()
	_ = s.stderr.reader.Close()
}

// readInto reads both streams, each in a goroutine of its own, and passes their lines on, an unfinished one after delay. The channel that it returns is
// closed at the end of both.
func (s *streams) readInto(delay time.Duration, pass func([]rawLine)) <-chan struct{} {
	read := make(chan struct{})
	var readers sync.WaitGroup
	readers.Go(func() { (&splitter{delay: delay, pass: pass}).readAll(s.stdout.reader) })
	readers.Go(func() { (&splitter{delay: delay, pass: pass, stderr: true}).readAll(s.stderr.reader) })
	go func() {
		readers.Wait()
		close(read)
	}()
	return read
}
