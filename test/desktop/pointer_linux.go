package desktop

import (
	"fmt"
	"image"
	"io"
)

// Pointer operates the mouse through an xdotool that runs all the time, so that its actions begin at once and cost
// little processor time. Closing the desktop ends it.
type Pointer struct{ commands io.Writer }

// Pointer starts a pointer.
func (d *Desktop) Pointer() (*Pointer, error) {
	cmd := d.command("xdotool", "-") // runs each line that it reads
	commands, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if _, err := d.startProcess(cmd); err != nil {
		return nil, err
	}
	return &Pointer{commands}, nil
}

// Move moves the pointer to a place on the screen. It does not wait until the pointer is there.
func (p *Pointer) Move(to image.Point) error {
	_, err := fmt.Fprintln(p.commands, "mousemove", to.X, to.Y)
	return err
}

// Click clicks where the pointer is. It does not wait until a window has received the click.
func (p *Pointer) Click() error {
	_, err := fmt.Fprintln(p.commands, "click", 1)
	return err
}
