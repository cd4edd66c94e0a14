package wire

// Held is how many bytes of memory the reader's buffer has. Only the goroutine that calls Next may ask,
// and the stream while Next reads from it.
func (r *Reader) Held() int { return len(r.buf) }
