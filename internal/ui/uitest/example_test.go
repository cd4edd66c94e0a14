package uitest_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/uitest"
)

// A window dispatches to a Queue, which runs while the test waits.
func Example() {
	test := func(t testing.TB) {
		app, queue := uitest.NewApp(theme.VariantLight), uitest.NewQueue()
		window := app.NewWindow("Greeter")
		label := widget.NewLabel("")
		label.SetText("Press the button.")
		button := widget.NewButton("Greet", func() {
			go queue.Dispatch(func() { label.SetText("Hello!") })
		})
		window.SetContent(widget.NewForm(widget.NewFormItem("", button), widget.NewFormItem("", label)))

		h := uitest.New(t, app, window, queue)
		h.Click("Greet")
		h.WaitForText("Hello!")
		fmt.Println(label.Text)
	}
	test(&testing.T{})
	// Output: Hello!
}
