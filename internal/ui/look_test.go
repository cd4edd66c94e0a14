package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"image/png"
	"os"
	"testing"
)

func snap(p *person, name string) {
	p.layOut()
	f, _ := os.Create("/tmp/look/" + name + ".png")
	png.Encode(f, p.window.Canvas().Capture())
	f.Close()
}

type variantLook struct {
	fyne.Theme
	v fyne.ThemeVariant
}

func TestLook(t *testing.T) {
	os.MkdirAll("/tmp/look", 0755)
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"), cable("10.0.0.5"))
	p.sees("192.168.1.23:5555")
	snap(p, "first")
	_ = theme.VariantLight
}
func TestLookHosting(t *testing.T) {
	p := open(t)
	p.hosts()
	snap(p, "hosting")
	a := p.guest()
	b := p.guest()
	p.knock()
	a.echoes("50,50")
	b.echoes("\xff\x00abc")
	a.echoes("esc\x1b[31m\nnew")
	a.echoes(string(make([]byte, 300)))
	p.catchUp()
	p.sees("The game is full")
	snap(p, "two")
	p.window.Resize(fyne.NewSize(640, 420))
	snap(p, "small")
}
