package journal

import (
	"bytes"
	"testing"
)

// retained returns the capacity of all buffers in entries.
func retained(entries []Entry) int {
	n := 0
	for i := range entries {
		n += cap(entries[i].In)
		if !entries[i].IsEcho() {
			n += cap(entries[i].Out)
		}
	}
	return n
}

// addEcho records a message that is its own answer.
func addEcho(j *Journal, n int) {
	b := make([]byte, n)
	j.Message(noon, 0, b, b, 1, 0)
}

func TestOneReadReturnsABoundedNumberOfBytes(t *testing.T) {
	j := New(Options{})
	const messages, size = 100, 100 << 10
	for i := range messages {
		b := bytes.Repeat([]byte{byte(i)}, size)
		if i%2 == 0 {
			j.Message(noon, 0, b, b, 1, 0)
		} else {
			j.Message(noon, 0, b[:size/2], bytes.Clone(b[:size/2]), 1, 0)
		}
	}
	dst := make([]Entry, 512)
	var next uint64
	for next < messages {
		n := j.Read(next, dst, 0)
		if n == 0 {
			t.Fatalf("Read returns nothing at record %d of %d", next, messages)
		}
		total := 0
		for i := range dst[:n] {
			e := &dst[i]
			if e.Number != next || e.Gone || len(e.In) != int(e.InLen) || e.In[0] != byte(next) || e.Out[len(e.Out)-1] != byte(next) {
				t.Fatalf("record %d is number %d with %d bytes", next, e.Number, len(e.In))
			}
			total += len(e.In)
			next++
		}
		if total > MaxRead {
			t.Errorf("one call returns %d bytes, more than %d", total, MaxRead)
		}
		if kept := retained(dst); kept > 2*MaxRead {
			t.Errorf("the entries retain %d bytes after a call, more than %d", kept, 2*MaxRead)
		}
	}
}

func TestAMessageLongerThanTheLimitOfAReadIsReturnedAlone(t *testing.T) {
	j := New(Options{})
	addEcho(j, 10)
	addEcho(j, 16<<20-20)
	addEcho(j, 10)
	dst := make([]Entry, 8)
	for number, want := range []int{10, 16<<20 - 20, 10} {
		if n := j.Read(uint64(number), dst, 0); n != 1 && number < 2 || len(dst[0].In) != want {
			t.Errorf("record %d: %d entries, the first with %d bytes, want %d", number, n, len(dst[0].In), want)
		}
	}
	if kept := retained(dst); kept > MaxRead {
		t.Errorf("the entries retain %d bytes after short messages", kept)
	}
	j.Read(1, dst, 0)
	if j.Read(3, dst, 0) != 0 || retained(dst) > MaxRead {
		t.Errorf("the entries retain %d bytes at the end of the journal", retained(dst))
	}
	j.Read(1, dst, 0)
	if j.ReadEvents(0, dst) != 0 || retained(dst) > MaxRead {
		t.Errorf("the entries retain %d bytes after ReadEvents", retained(dst))
	}
}

func TestAnEchoIsCopiedOnce(t *testing.T) {
	j := New(Options{})
	addEcho(j, 100)
	j.Message(noon, 0, []byte("message"), []byte("another"), 1, 0)
	var e [1]Entry
	for range 3 {
		j.Read(0, e[:], 0)
		if len(e[0].In) != 100 || len(e[0].Out) != 100 || &e[0].In[0] != &e[0].Out[0] {
			t.Fatal("message and answer have memory of their own")
		}
		j.Read(1, e[:], 0) // must not write both into the shared memory
		if string(e[0].In) != "message" || string(e[0].Out) != "another" {
			t.Fatalf("after an echo: %q answered %q", e[0].In, e[0].Out)
		}
	}
}

// The test writes while the reader has released the lock; a reader that kept it would deadlock.
func TestAWriterDoesNotWaitUntilALongMessageIsRead(t *testing.T) {
	j := New(Options{})
	long := bytes.Repeat([]byte("0123456789abcdef"), 1<<16) // 1 MiB
	j.Message(noon, 0, long, bytes.Clone(long), 1, 0)
	writes := 0
	j.yield = func() { writes++; addEcho(j, 10) }
	var e [1]Entry
	if n := j.Read(0, e[:], 0); n != 1 || e[0].Gone || !bytes.Equal(e[0].In, long) || !bytes.Equal(e[0].Out, long) {
		t.Errorf("%d entries, gone %v", n, e[0].Gone)
	}
	if want := 2*len(long)/maxCopy - 1; writes != want {
		t.Errorf("the lock was released %d times, want %d", writes, want)
	}
}

func TestAMessageThatIsOverwrittenWhileItIsReadIsGone(t *testing.T) {
	j := New(Options{Bytes: 1 << 20})
	addEcho(j, 512<<10)
	j.yield = func() { addEcho(j, 256<<10) }
	var e [1]Entry
	if n := j.Read(0, e[:], 0); n != 1 || !e[0].Gone || len(e[0].In)+len(e[0].Out) != 0 || e[0].InLen != 512<<10 {
		t.Errorf("%d entries: gone %v, %d and %d bytes of %d", n, e[0].Gone, len(e[0].In), len(e[0].Out), e[0].InLen)
	}
}
