package uitest

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestTextsHaveTheSameMetricsWithoutOutlines(t *testing.T) {
	const emoji = 8 // texts at the beginning of the list; the truncation of texts with emoji may differ by a space
	texts := []string{
		"😀", "a😀b", "👨‍👩‍👧", "🏮 hi", "🇩🇪", "1️⃣", "❤️", "☎", "→é", "\u2009⋯✓", "WAVE To. fi ffl", "Player 0, 12:00:00.123: 9 bytes",
		"Ünïcödé", "e\u0301", "日本語", "\ufffd",
	}
	styles := []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}, {Monospace: true}}
	labels := map[string][]string{} // texts of labels of many widths, with and without outlines
	measure := func(how string) (sizes []fyne.Size) {
		test.NewApp() // forgets the fonts that were parsed
		for _, text := range texts {
			for _, style := range styles {
				sizes = append(sizes, fyne.MeasureText(text, 14, style))
			}
		}
		for _, text := range append(texts[emoji:], "Ethernet (eth0)  192.168.100.123", strings.Repeat("W", 30)) {
			label := widget.NewLabel(text)
			label.Truncation = fyne.TextTruncateEllipsis
			wrapped := widget.NewLabel(text)
			wrapped.Wrapping = fyne.TextWrapBreak
			for width := float32(20); width < 260; width += 1.5 {
				for _, l := range []*widget.Label{label, wrapped} {
					l.Resize(fyne.NewSize(width, 100))
					for _, o := range test.WidgetRenderer(test.WidgetRenderer(l).Objects()[0].(fyne.Widget)).Objects() {
						if line, ok := o.(*canvas.Text); ok {
							labels[how] = append(labels[how], line.Text)
						}
					}
				}
			}
		}
		return sizes
	}
	without := measure("without")
	for font, whole := range originalFonts {
		defer func(small []byte) { font.StaticContent = small }(font.StaticContent)
		font.StaticContent = whole
	}
	with := measure("with")
	if len(labels["with"]) < 1000 || !slices.Equal(labels["with"], labels["without"]) {
		for i := range min(len(labels["with"]), len(labels["without"])) {
			if a, b := labels["without"][i], labels["with"][i]; a != b {
				t.Errorf("line %d is %q without outlines, %q with them", i, a, b)
			}
		}
		t.Errorf("%d lines without outlines, %d with them", len(labels["without"]), len(labels["with"]))
	}
	for i, got := range without {
		if got != with[i] || got.Width == 0 {
			t.Errorf("%q, %+v: %v without outlines, %v with them", texts[i/len(styles)], styles[i%len(styles)], got, with[i])
		}
	}
}
