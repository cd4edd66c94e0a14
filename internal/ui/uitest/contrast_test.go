package uitest

import (
	"image/color"
	"math"
	"testing"
)

func TestContrastIsComputedAsInWCAG(t *testing.T) {
	black, white := color.Black, color.White
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white has %v, want 21", got)
	}
	if got := Contrast(color.Gray{Y: 0x77}, white); math.Abs(got-4.48) > 0.005 {
		t.Errorf("#777777 on white has %v, want 4.48", got)
	}
	if got := Blend(color.NRGBA{0xff, 0xff, 0xff, 0x80}, black); got != (color.NRGBA{0x80, 0x80, 0x80, 0xff}) {
		t.Errorf("half white over black is %v", got)
	}
}
