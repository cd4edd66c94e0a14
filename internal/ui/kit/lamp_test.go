package kit

import (
	"image/color"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// lampLook is what can be made out of a lamp.
type lampLook struct {
	lit, flame, glow bool
	rays             int
}

func lookOf(l *Lamp) lampLook {
	there := func(c color.Color) bool {
		if c == nil {
			return false
		}
		_, _, _, a := c.RGBA()
		return a > 0
	}
	var look lampLook
	for _, o := range test.WidgetRenderer(l).Objects() {
		switch o := o.(type) {
		case *canvas.RadialGradient:
			look.glow = there(o.StartColor)
		case *canvas.Circle:
			look.flame = there(o.FillColor)
		case *canvas.Line:
			if there(o.StrokeColor) {
				look.rays++
			}
		case *canvas.Rectangle:
			look.lit = look.lit || o.FillColor == ThemeColor(l, colorLit)
		}
	}
	return look
}

func TestEveryStateOfTheLampIsDrawnDifferently(t *testing.T) {
	for name, variant := range uitest.Variants {
		a := uitest.NewApp(variant)
		a.Settings().SetTheme(NewTheme())
		l := NewLamp()
		for state, want := range map[LampState]lampLook{
			LampOff:      {},
			LampStarting: {flame: true},
			LampLit:      {lit: true, flame: true},
			LampChecked:  {lit: true, flame: true, glow: true},
			LampReached:  {lit: true, flame: true, glow: true, rays: 6},
			LampTrouble:  {flame: true},
		} {
			l.SetState(state)
			if got := lookOf(l); got != want {
				t.Errorf("%s: state %d looks %+v, want %+v", name, state, got, want)
			}
		}
		flame := func(s LampState) (c color.Color) {
			l.SetState(s)
			for _, o := range test.WidgetRenderer(l).Objects() {
				if o, ok := o.(*canvas.Circle); ok {
					c = o.FillColor
				}
			}
			return c
		}
		if flame(LampTrouble) != ThemeColor(l, theme.ColorNameError) || flame(LampStarting) != ThemeColor(l, colorLit) {
			t.Errorf("%s: trouble and starting have the colours %v and %v", name, flame(LampTrouble), flame(LampStarting))
		}
	}
}
