package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"porchlight/test/desktop"
)

// The size of the virtual screens, in pixels. Porchlight's window and the bare one, 960 by 640 each, fit on it with
// their frames.
const screenWidth, screenHeight = 1000, 720

// screen is a virtual screen without a window manager. Its pixels are mapped into the memory of this program, so that
// reading them does not involve the X server, which has to draw.
type screen struct {
	*desktop.Desktop
	file   []byte
	pixels []uint32 // row by row
	stride int      // pixels from one row to the next
}

// openScreen opens a screen. The caller closes it.
func openScreen(dir string) (*screen, error) {
	dir, err := os.MkdirTemp(dir, "screen-")
	if err != nil {
		return nil, err
	}
	d, err := desktop.OpenScreen("-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth, screenHeight), "-fbdir", dir)
	if err != nil {
		return nil, err
	}
	s := &screen{Desktop: d}
	if err := s.mapPixels(filepath.Join(dir, "Xvfb_screen0")); err != nil {
		d.Close()
		return nil, err
	}
	return s, nil
}

// mapPixels maps the file in which Xvfb keeps the screen. It is a window dump (XWDFile.h of X.Org's xorgproto): a
// header of 32-bit big-endian words, then the colours of 12 bytes each, then the pixels.
func (s *screen) mapPixels(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if s.file, err = unix.Mmap(int(file.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED); err != nil {
		return err
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(s.file[4*i:])) }
	head, width, height, bits, row, colours := word(0), word(4), word(5), word(11), word(12), word(19)
	at := head + 12*colours
	if width != screenWidth || height != screenHeight || bits != 32 || at%4 != 0 || len(s.file) < at+row*height {
		return errors.New("the screen's file is not as expected: " + strconv.Itoa(width) + " by " + strconv.Itoa(height))
	}
	s.stride = row / 4
	s.pixels = unsafe.Slice((*uint32)(unsafe.Pointer(&s.file[at])), s.stride*height)
	return nil
}

// Close ends all processes on the screen.
func (s *screen) Close() {
	s.Desktop.Close()
	_ = unix.Munmap(s.file) // fails only if it is not mapped
}

// showsText reports whether text is on the screen: whether one of every fourth row of pixels changes its colour at
// least twenty times. A plain background with edges does not.
func (s *screen) showsText() bool {
	for y := 0; y < screenHeight; y += 4 {
		row := s.pixels[y*s.stride:][:screenWidth]
		changes := 0
		for x := 1; x < len(row); x++ {
			if row[x] != row[x-1] {
				changes++
			}
		}
		if changes >= 20 {
			return true
		}
	}
	return false
}

// waitForText checks every millisecond until text is on the screen, or none is.
func (s *screen) waitForText(shown bool, p *server) error {
	for deadline := time.Now().Add(timeout); s.showsText() != shown; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return p.wrap(fmt.Errorf("waited in vain for text on the screen: %v", shown))
		}
	}
	return nil
}
