package ui

import "image"

// changed counts the points of an area that became clearly lighter or darker from one picture to the
// next: by 3:1, as success criterion 2.4.13 of WCAG 2.2 asks of the focus.
func changed(before, after image.Image, a area) int {
	const clearly = 3
	n := 0
	for y := int(a.top); y < int(a.bottom); y++ {
		for x := int(a.left); x < int(a.right); x++ {
			if contrast(before.At(x, y), after.At(x, y)) >= clearly {
				n++
			}
		}
	}
	return n
}
