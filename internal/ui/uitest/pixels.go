package uitest

import "image"

// ChangedPixels returns the number of pixels of an area that differ between two images with a contrast of at least 3:1,
// which WCAG 2.2, success criterion 2.4.13, demands of a focus indicator.
func ChangedPixels(before, after image.Image, a Area) int {
	const minContrast = 3
	n := 0
	for y := int(a.Top); y < int(a.Bottom); y++ {
		for x := int(a.Left); x < int(a.Right); x++ {
			if Contrast(before.At(x, y), after.At(x, y)) >= minContrast {
				n++
			}
		}
	}
	return n
}
