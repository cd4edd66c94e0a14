package ui

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// pictured makes a picture of a text, light or dark.
func pictured(variant fyne.ThemeVariant, text string) *qrPicture {
	a := newApp(variant)
	a.Settings().SetTheme(newLook())
	p := newQRPicture(20 * unit)
	test.WidgetRenderer(p)
	p.set(text)
	return p
}

func TestAPhoneReadsThePictureInEverySizeLightAndDark(t *testing.T) {
	for name, variant := range variants {
		for _, text := range []string{"http://10.0.0.7:80/", "http://192.168.100.123:65535/"} {
			p := pictured(variant, text)
			for _, size := range []image.Point{{160, 160}, {200, 160}, {160, 320}, {241, 243}, {480, 480}, {1000, 997}} {
				if got := scanned(t, p.draw(size.X, size.Y)); got != text {
					t.Errorf("%s, %v: a phone reads %q, want %q", name, size, got, text)
				}
			}
		}
	}
}

func TestThePictureIsDarkOnLightWithAQuietZone(t *testing.T) {
	for name, variant := range variants {
		p := pictured(variant, "http://192.168.100.123:65535/")
		const side = 400
		img := p.draw(side, side)
		modules := p.code.Size + 2*quietZone
		module := side / modules
		left := (side - module*modules) / 2
		at := func(x, y int) color.Color { return img.At(left+x*module+module/2, left+y*module+module/2) }
		paper, ink := at(0, 0), at(quietZone, quietZone)
		if !lighter(paper, ink) || contrast(paper, ink) < 7 {
			t.Errorf("%s: %v on %v has a contrast of %v", name, ink, paper, contrast(paper, ink))
		}
		for y := range modules {
			for x := range modules {
				want := paper
				if p.code.Black(x-quietZone, y-quietZone) {
					want = ink
				}
				if got := at(x, y); got != want {
					t.Fatalf("%s: the module %d, %d is %v, want %v", name, x, y, got, want)
				}
			}
		}
	}
}

func TestNothingIsDrawnWhereThereIsNothingToSay(t *testing.T) {
	p := pictured(variants["dark"], "http://10.0.0.7:80/")
	p.set("")
	img := p.draw(100, 100)
	for y := range 100 {
		for x := range 100 {
			if _, _, _, a := img.At(x, y).RGBA(); a != 0 {
				t.Fatalf("at %d, %d there is %v", x, y, img.At(x, y))
			}
		}
	}
	pictured(variants["dark"], "http://10.0.0.7:80/").draw(5, 5) // too small for anything
}
