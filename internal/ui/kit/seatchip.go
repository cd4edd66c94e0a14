package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SeatChip is a round mark with a seat's number in the seat's colour. It is not a widget: rows have its Back
// and Text among their parts.
type SeatChip struct {
	Back *canvas.Rectangle
	Text *canvas.Text
	seat int
}

// NewSeatChip makes a chip without a seat.
func NewSeatChip() *SeatChip {
	c := &SeatChip{Back: &canvas.Rectangle{}, Text: canvas.NewText("", color.Black), seat: -1}
	c.Text.TextStyle.Bold = true
	c.Text.Alignment = fyne.TextAlignCenter
	return c
}

// Place positions the chip with its left edge at x and its centre at middle, wide enough for three digits.
func (c *SeatChip) Place(x, middle, height float32) {
	c.Back.CornerRadius = height / 2
	c.Text.TextSize = height * 0.6
	width := ChipWidth(height)
	c.Back.Move(fyne.NewPos(x, middle-height/2))
	c.Back.Resize(fyne.NewSize(width, height))
	h := c.Text.MinSize().Height
	c.Text.Move(fyne.NewPos(x, middle-h/2))
	c.Text.Resize(fyne.NewSize(width, h))
}

// ChipWidth returns the width of a chip by its height.
func ChipWidth(height float32) float32 { return height * 1.6 }

// SetSeat changes the seat; -1 hides the chip.
func (c *SeatChip) SetSeat(seat int) {
	if c.seat == seat {
		return
	}
	c.seat = seat
	if seat < 0 {
		c.Back.Hide()
		c.Text.Hide()
		return
	}
	hue := seatHues[seat%len(seatHues)]
	c.Back.FillColor, c.Text.Color = hue.fill, hue.ink
	c.Text.Text = strconv.Itoa(seat)
	c.Back.Show()
	c.Text.Show()
	c.Back.Refresh()
	c.Text.Refresh()
}

// seatHues are eight colours that colour-blind people can tell apart (Okabe and Ito, Color Universal Design,
// 2008; grey instead of black), each with the text colour of the higher contrast.
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
