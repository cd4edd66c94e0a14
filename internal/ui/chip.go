package ui

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// chip is a round mark with a seat's number in the seat's colour, for rows to place and fill.
type chip struct {
	back *canvas.Rectangle
	text *canvas.Text
	seat int
}

func newChip() *chip {
	c := &chip{back: &canvas.Rectangle{}, text: canvas.NewText("", color.Black), seat: -1}
	c.text.TextStyle.Bold = true
	c.text.Alignment = fyne.TextAlignCenter
	return c
}

// place puts the chip with its middle at a height, and makes it as high as it is told and as wide as
// three digits need.
func (c *chip) place(x, middle, height float32) {
	c.back.CornerRadius = height / 2
	c.text.TextSize = height * 0.6
	width := chipWidth(height)
	c.back.Move(fyne.NewPos(x, middle-height/2))
	c.back.Resize(fyne.NewSize(width, height))
	h := c.text.MinSize().Height
	c.text.Move(fyne.NewPos(x, middle-h/2))
	c.text.Resize(fyne.NewSize(width, h))
}

func chipWidth(height float32) float32 { return height * 1.6 }

// show fills in a seat; -1 hides the chip.
func (c *chip) show(seat int) {
	if c.seat == seat {
		return
	}
	c.seat = seat
	if seat < 0 {
		c.back.Hide()
		c.text.Hide()
		return
	}
	hue := seatHues[seat%len(seatHues)]
	c.back.FillColor, c.text.Color = hue.fill, hue.ink
	c.text.Text = strconv.Itoa(seat)
	c.back.Show()
	c.text.Show()
	c.back.Refresh()
	c.text.Refresh()
}

// seatHues are eight colours that colour-blind people tell apart (Okabe and Ito, Color Universal
// Design, 2008; grey in the place of black), each with the ink that reads best on it.
var seatHues = [8]struct{ fill, ink color.NRGBA }{
	{rgb(0xe69f00), rgb(0x000000)},
	{rgb(0x56b4e9), rgb(0x000000)},
	{rgb(0x009e73), rgb(0x000000)},
	{rgb(0xf0e442), rgb(0x000000)},
	{rgb(0x0072b2), rgb(0xffffff)},
	{rgb(0xd55e00), rgb(0x000000)},
	{rgb(0xcc79a7), rgb(0x000000)},
	{rgb(0x999999), rgb(0x000000)},
}
