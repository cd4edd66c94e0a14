package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NewImage makes a square image of a side in Fyne's pixels from the bytes of an image file. The extension of name is
// the file's format.
func NewImage(name string, file []byte, side float32) fyne.CanvasObject {
	image := canvas.NewImageFromResource(fyne.NewStaticResource(name, file))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(side))
	return CentreVertically(image)
}
