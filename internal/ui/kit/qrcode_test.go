package kit

import (
	"image"
	"image/color"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// pictured makes a picture of a text, light or dark.
func pictured(variant fyne.ThemeVariant, text string) *QRCode {
	a := uitest.NewApp(variant)
	a.Settings().SetTheme(NewTheme())
	p := NewQRCode(20 * Unit)
	test.WidgetRenderer(p)
	p.SetText(text)
	return p
}

func TestAPhoneReadsThePictureInEverySizeLightAndDark(t *testing.T) {
	for name, variant := range uitest.Variants {
		for _, text := range []string{"http://10.0.0.7:80/", "http://192.168.100.123:65535/"} {
			p := pictured(variant, text)
			for _, size := range []image.Point{{160, 160}, {200, 160}, {160, 320}, {241, 243}, {480, 480}, {1000, 997}} {
				if got := uitest.ScanQR(t, p.Image(size.X, size.Y)); got != text {
					t.Errorf("%s, %v: a phone reads %q, want %q", name, size, got, text)
				}
			}
		}
	}
}

func TestThePictureIsDarkOnLightWithAQuietZone(t *testing.T) {
	for name, variant := range uitest.Variants {
		p := pictured(variant, "http://192.168.100.123:65535/")
		const side = 400
		img := p.Image(side, side)
		modules := p.code.Size + 2*quietZone
		module := side / modules
		left := (side - module*modules) / 2
		at := func(x, y int) color.Color { return img.At(left+x*module+module/2, left+y*module+module/2) }
		paper, ink := at(0, 0), at(quietZone, quietZone)
		if !lighter(paper, ink) || uitest.Contrast(paper, ink) < 7 {
			t.Errorf("%s: %v on %v has a contrast of %v", name, ink, paper, uitest.Contrast(paper, ink))
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

func TestAnEmptyTextDrawsNoCode(t *testing.T) {
	p := pictured(uitest.Variants["dark"], "http://10.0.0.7:80/")
	p.SetText("")
	img := p.Image(100, 100)
	for y := range 100 {
		for x := range 100 {
			if _, _, _, a := img.At(x, y).RGBA(); a != 0 {
				t.Fatalf("at %d, %d there is %v", x, y, img.At(x, y))
			}
		}
	}
	pictured(uitest.Variants["dark"], "http://10.0.0.7:80/").Image(5, 5) // too small for anything
}
