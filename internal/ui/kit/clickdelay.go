package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ClickDelay is how long a place must show the same control before a click there works: a person cannot react faster
// to what has moved under the pointer or has changed its meaning, and a second click of a pair must not hit it.
const ClickDelay = 500 * time.Millisecond

// Now returns the time by which ClickDelay is measured: the time of the app, if it has one of its own, as in tests.
func Now() time.Time {
	if a, ok := fyne.CurrentApp().(interface{ Now() time.Time }); ok {
		return a.Now()
	}
	return time.Now()
}

// clickShield lies over controls that have just moved, and takes the clicks on them for ClickDelay. It draws nothing.
// Keys and the wheel reach what is below.
type clickShield struct {
	widget.BaseWidget
	until time.Time
}

func newClickShield() *clickShield {
	s := &clickShield{}
	s.ExtendBaseWidget(s)
	return s
}

// raise takes the clicks of the next ClickDelay.
func (s *clickShield) raise() { s.until = Now().Add(ClickDelay) }

// Visible implements fyne.CanvasObject. Fyne looks only for visible objects under the pointer.
func (s *clickShield) Visible() bool { return Now().Before(s.until) }

// MinSize implements fyne.CanvasObject.
func (s *clickShield) MinSize() fyne.Size { return fyne.Size{} }

// Tapped implements fyne.Tappable.
func (s *clickShield) Tapped(*fyne.PointEvent) {}

// TappedSecondary implements fyne.SecondaryTappable.
func (s *clickShield) TappedSecondary(*fyne.PointEvent) {}

// MouseDown implements desktop.Mouseable.
func (s *clickShield) MouseDown(*desktop.MouseEvent) {}

// MouseUp implements desktop.Mouseable.
func (s *clickShield) MouseUp(*desktop.MouseEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *clickShield) CreateRenderer() fyne.WidgetRenderer {
	return &Renderer{Min: s.MinSize, Place: func(fyne.Size) {}, Paint: func() {}}
}
