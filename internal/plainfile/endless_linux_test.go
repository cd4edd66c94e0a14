package plainfile

import (
	"errors"
	"os"
	"testing"

	"porchlight/test/need"
)

// Its size is 0.
func TestAnEndlessFileIsTooLarge(t *testing.T) {
	t.Parallel()
	within(t, func() {
		if content, err := Read("/proc/self/pagemap", 1<<20); content != nil || !errors.Is(err, ErrTooLarge) {
			t.Errorf("read %d bytes, %v", len(content), err)
		}
	})
}

// The kernel's messages are a regular file that waits for the next message.
func TestAFileThatWaitsIsGivenUp(t *testing.T) {
	t.Parallel()
	need.Root(t)
	within(t, func() {
		content, err := Read("/proc/kmsg", 64<<20)
		if errors.Is(err, os.ErrPermission) {
			t.Skip("NOT TESTED: this container may not read the kernel's messages")
		}
		if content != nil || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read %d bytes, %v", len(content), err)
		}
	})
}
