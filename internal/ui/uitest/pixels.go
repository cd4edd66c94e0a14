package uitest

import "image"

// ChangedPixels counts the pixels of an area that differ between two pictures with a contrast of 3:1, as
// success criterion 2.4.13 of WCAG 2.2 demands of the focus.
func ChangedPixels(before, after image.Image, a Area) int {
	const clearly = 3
	n := 0
	for y := int(a.Top); y < int(a.Bottom); y++ {
		for x := int(a.Left); x < int(a.Right); x++ {
			if Contrast(before.At(x, y), after.At(x, y)) >= clearly {
				n++
			}
		}
	}
	return n
}
