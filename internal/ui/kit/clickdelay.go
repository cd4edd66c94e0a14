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

// ClickGuard records when a control moved or changed its meaning last. The zero value is settled. UI goroutine only.
type ClickGuard struct{ changedAt time.Time }

// Changed records that the control has moved or changed its meaning just now.
func (g *ClickGuard) Changed() { g.changedAt = Now() }

// IsSettled reports whether the control has kept its place and its meaning for ClickDelay, so that a click was meant
// for it.
func (g *ClickGuard) IsSettled() bool { return Now().Sub(g.changedAt) >= ClickDelay }

// clickShield lies over controls that have just moved, and takes the clicks on them for ClickDelay. It draws nothing.
// Keys and the wheel reach what is below.
type clickShield struct {
	widget.BaseWidget
	guard ClickGuard
}

func newClickShield() *clickShield {
	s := &clickShield{}
	s.ExtendBaseWidget(s)
	return s
}

// raise takes the clicks of the next ClickDelay.
func (s *clickShield) raise() { s.guard.Changed() }

// Visible implements fyne.CanvasObject. Fyne looks only for visible objects under the pointer.
func (s *clickShield) Visible() bool { return !s.guard.IsSettled() }

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
