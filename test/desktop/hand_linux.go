package desktop

import (
	"fmt"
	"image"
	"io"
)

// Hand is on the mouse all the time, so that what it does begins at once and costs next to nothing,
// however busy the machine is. The desktop's end lets it go.
type Hand struct{ orders io.Writer }

// Hand puts a hand on the mouse.
func (d *Desktop) Hand() (*Hand, error) {
	cmd := d.command("xdotool", "-") // does each line as it comes
	orders, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if _, err := d.begin(cmd); err != nil {
		return nil, err
	}
	return &Hand{orders}, nil
}

// Point moves the mouse to a place on the screen. It does not wait until the mouse is there.
func (h *Hand) Point(p image.Point) error {
	_, err := fmt.Fprintln(h.orders, "mousemove", p.X, p.Y)
	return err
}

// Click clicks where the mouse is. It does not wait until anybody has seen that.
func (h *Hand) Click() error {
	_, err := fmt.Fprintln(h.orders, "click", 1)
	return err
}
