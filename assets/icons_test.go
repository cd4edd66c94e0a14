package assets

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// picture reads a PNG.
func picture(t *testing.T, path string) image.Image {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(path, err)
	}
	return img
}

func TestTheIconExistsInEverySize(t *testing.T) {
	sizes := map[string]int{"icon.png": 1024}
	for _, size := range []int{16, 24, 32, 48, 64, 128, 256, 512} {
		sizes[filepath.Join("icons", fmt.Sprintf("icon-%d.png", size))] = size
	}
	for path, size := range sizes {
		img := picture(t, path)
		if got := img.Bounds().Size(); got != image.Pt(size, size) {
			t.Errorf("%s has a size of %v", path, got)
		}
		if _, _, _, alpha := img.At(0, 0).RGBA(); alpha != 0 {
			t.Errorf("%s has no round corners", path)
		}
	}
}

// luminance returns the relative luminance of a colour (WCAG 2).
func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func contrast(a, b color.Color) float64 {
	l, m := luminance(a), luminance(b)
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

// In the sizes of lists and title bars, the lit part must contrast with the background and be large enough to have a shape.
func TestTheLampIsVisibleInTheSmallestSizes(t *testing.T) {
	for _, size := range []int{16, 24, 32} {
		img := picture(t, filepath.Join("icons", fmt.Sprintf("icon-%d.png", size)))
		background, lit := img.At(size/2, size-1), 0
		for y := range size {
			for x := range size {
				if contrast(img.At(x, y), background) >= 4.5 {
					lit++
				}
			}
		}
		if share := 100 * lit / (size * size); share < 15 || share > 50 {
			t.Errorf("of %d by %d pixels, %d %% stand out", size, size, share)
		}
	}
}
