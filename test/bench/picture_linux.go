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

// The size of the virtual screens, in pixels. A window of 960 by 640, which both Porchlight's and the bare
// one ask for, has room on it with its frame.
const screenWidth, screenHeight = 1000, 720

// screen is a virtual screen without a window manager whose pixels lie in this program's memory too, so
// that they are looked at without asking the X server, which has to draw.
type screen struct {
	*desktop.Desktop
	file   []byte
	pixels []uint32 // row by row
	across int      // pixels from one row to the next
}

// openScreen makes a screen. Close it when done.
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
	if err := s.look(filepath.Join(dir, "Xvfb_screen0")); err != nil {
		d.Close()
		return nil, err
	}
	return s, nil
}

// look maps the file in which Xvfb keeps the screen: a window dump as XWDFile.h of X.Org's xorgproto says,
// a head of 32-bit words, highest byte first, then the colours of 12 bytes each, then the pixels.
func (s *screen) look(path string) error {
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
	s.across = row / 4
	s.pixels = unsafe.Slice((*uint32)(unsafe.Pointer(&s.file[at])), s.across*height)
	return nil
}

// Close ends everything on the screen.
func (s *screen) Close() {
	s.Desktop.Close()
	_ = unix.Munmap(s.file) // it is mapped
}

// hasPicture tells whether letters stand on the screen: whether there is a row of pixels, of every fourth,
// that changes its colour at least twenty times. A plain surface with its edges does not.
func (s *screen) hasPicture() bool {
	for y := 0; y < screenHeight; y += 4 {
		row := s.pixels[y*s.across:][:screenWidth]
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

// await looks every millisecond until there is a picture, or none.
func (s *screen) await(picture bool, p *server) error {
	for deadline := time.Now().Add(patience); s.hasPicture() != picture; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return p.failed(fmt.Errorf("that there is a picture does not become %v", picture))
		}
	}
	return nil
}
