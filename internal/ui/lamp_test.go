package ui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// lampLook is what can be made out of a lamp.
type lampLook struct {
	lit, flame, glow bool
	rays             int
}

func lookOf(l *lamp) lampLook {
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
			look.lit = look.lit || o.FillColor == colorFor(l, colorLit)
		}
	}
	return look
}

func TestEveryStateOfTheLampIsDrawnAnotherWay(t *testing.T) {
	for name, variant := range variants {
		a := newApp(variant)
		a.Settings().SetTheme(newLook())
		l := newLamp()
		for state, want := range map[lampState]lampLook{
			lampOff:      {},
			lampStarting: {flame: true},
			lampLit:      {lit: true, flame: true},
			lampChecked:  {lit: true, flame: true, glow: true},
			lampReached:  {lit: true, flame: true, glow: true, rays: 6},
			lampTrouble:  {flame: true},
		} {
			l.set(state)
			if got := lookOf(l); got != want {
				t.Errorf("%s: state %d looks %+v, want %+v", name, state, got, want)
			}
		}
		flame := func(s lampState) (c color.Color) {
			l.set(s)
			for _, o := range test.WidgetRenderer(l).Objects() {
				if o, ok := o.(*canvas.Circle); ok {
					c = o.FillColor
				}
			}
			return c
		}
		if flame(lampTrouble) != colorFor(l, theme.ColorNameError) || flame(lampStarting) != colorFor(l, colorLit) {
			t.Errorf("%s: trouble and starting have the colours %v and %v", name, flame(lampTrouble), flame(lampStarting))
		}
	}
}
