package kit

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

// quietZone is the width of the empty border in modules (ISO/IEC 18004, section 6.3.8).
const quietZone = 4

// QRCode shows a text as a QR code as large as it fits, with modules of whole pixels. It is dark on light in
// both themes, since not every scanner reads the opposite.
type QRCode struct {
	widget.BaseWidget
	raster *canvas.Raster
	side   float32 // minimum
	Text   string
	code   *qr.Code // nil: nothing is shown
}

// NewQRCode makes an empty code with a minimum side in Fyne's pixels.
func NewQRCode(side float32) *QRCode {
	p := &QRCode{side: side}
	p.raster = canvas.NewRaster(p.Image)
	p.raster.ScaleMode = canvas.ImageScalePixels
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text; "" shows nothing.
func (p *QRCode) SetText(text string) {
	if p.Text == text {
		return
	}
	p.Text, p.code = text, nil
	if text != "" {
		if code, err := qr.Encode(text, qr.M); err == nil { // an address always fits
			p.code = code
		}
	}
	p.Refresh()
}

// Image draws the code into w by h pixels.
func (p *QRCode) Image(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	if p.code == nil {
		return img
	}
	ink, paper := ThemeColor(p, theme.ColorNameForeground), ThemeColor(p, ColorSurface)
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

// lighter reports whether a is lighter than b.
func lighter(a, b color.Color) bool {
	return color.GrayModel.Convert(a).(color.Gray).Y > color.GrayModel.Convert(b).(color.Gray).Y
}

// CreateRenderer implements fyne.Widget.
func (p *QRCode) CreateRenderer() fyne.WidgetRenderer {
	return &Renderer{
		Parts: []fyne.CanvasObject{p.raster},
		Min:   func() fyne.Size { return fyne.NewSquareSize(p.side) },
		Place: func(s fyne.Size) { p.raster.Resize(s) },
		Paint: func() {},
	}
}
