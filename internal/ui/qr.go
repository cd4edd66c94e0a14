package ui

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"rsc.io/qr"
)

// quietZone is how many modules stay empty around a QR code (ISO/IEC 18004, section 6.3.8).
const quietZone = 4

// qrPicture shows a text as a QR code, as large as it fits, with modules of whole pixels. It is dark
// on light in both themes, since not every reader takes the opposite.
type qrPicture struct {
	widget.BaseWidget
	raster *canvas.Raster
	side   float32 // at least
	text   string
	code   *qr.Code // nil: nothing to show
}

func newQRPicture(side float32) *qrPicture {
	p := &qrPicture{side: side}
	p.raster = canvas.NewRaster(p.draw)
	p.raster.ScaleMode = canvas.ImageScalePixels
	p.ExtendBaseWidget(p)
	return p
}

// set shows a text; "" shows nothing.
func (p *qrPicture) set(text string) {
	if p.text == text {
		return
	}
	p.text, p.code = text, nil
	if text != "" {
		if code, err := qr.Encode(text, qr.M); err == nil { // an address always fits
			p.code = code
		}
	}
	p.Refresh()
}

// draw draws the code into so many pixels.
func (p *qrPicture) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	if p.code == nil {
		return img
	}
	ink, paper := colorFor(p, theme.ColorNameForeground), colorFor(p, colorSurface)
	if lighter(ink, paper) {
		ink, paper = paper, ink
	}
	modules := p.code.Size + 2*quietZone
	module := max(1, min(w, h)/modules)
	left, top := (w-module*modules)/2, (h-module*modules)/2
	draw.Draw(img, image.Rect(left, top, left+module*modules, top+module*modules), image.NewUniform(paper), image.Point{}, draw.Src)
	dark := image.NewUniform(ink)
	for y := range p.code.Size {
		for x := range p.code.Size {
			if p.code.Black(x, y) {
				at := image.Pt(left+(x+quietZone)*module, top+(y+quietZone)*module)
				draw.Draw(img, image.Rectangle{at, at.Add(image.Pt(module, module))}, dark, image.Point{}, draw.Src)
			}
		}
	}
	return img
}

// lighter tells whether a colour is lighter than another.
func lighter(a, b color.Color) bool {
	return color.GrayModel.Convert(a).(color.Gray).Y > color.GrayModel.Convert(b).(color.Gray).Y
}

// CreateRenderer implements fyne.Widget.
func (p *qrPicture) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{p.raster},
		minimum: func() fyne.Size { return fyne.NewSquareSize(p.side) },
		layout:  func(s fyne.Size) { p.raster.Resize(s) },
		paint:   func() {},
	}
}
