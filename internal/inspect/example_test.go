package inspect_test

import (
	"fmt"
	"image"

	"porchlight/internal/inspect"
)

func Example() {
	w := inspect.Window{Title: "Porchlight", Roots: []inspect.Object{{Type: "Container", Children: []inspect.Object{
		{Type: "Button", Focused: true, Children: []inspect.Object{{Type: "Text", Text: "Start hosting", Box: image.Rect(10, 10, 90, 26)}}},
		{Type: "RichText", Children: []inspect.Object{{Type: "Text", Text: "Press Start, then"}, {Type: "Text", Text: "give friends the address."}}},
	}}}}
	fmt.Println(w.Find("Start hosting")[0].Box)
	fmt.Println(w.Shows("then give friends"), w.Shows("Stop hosting"))
	focused, _ := w.Focused()
	fmt.Println(focused.Type, focused.AllText())
	// Output:
	// (10,10)-(90,26)
	// true false
	// Button Start hosting
}
