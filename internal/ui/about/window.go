package about

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"

	"porchlight/assets"
)

// Build describes the running program.
type Build struct {
	Version  string
	Commit   string // short hash of the commit that it was built from; "": unknown
	Changed  bool   // it was built from files that differ from the commit
	Folder   string // of settings and games
	Portable bool   // Folder is beside the program, since portable.txt is there
}

// Window shows a Build, and the program's parts beside the licence of the selected one. UI goroutine only.
type Window struct {
	window fyne.Window
	parts  []assets.Licence
	list   *partList
	name   *widget.Label // of the selected part
	text   *widget.Label // its licence
	reader *kit.Reader   // of text
}

// New makes the window, which is hidden until Show is called.
func New(app fyne.App, b Build) *Window {
	w := &Window{window: app.NewWindow(lang.L("About Porchlight")), parts: assets.Licences(), name: kit.NewBoldText(""), text: kit.NewText("")}
	w.reader = kit.NewReader(w.text)
	w.list = newPartList(w.parts, w.selectPart, w.reader.TypedKey, w.window.Hide)

	data := map[string]any{"Version": b.Version, "Commit": b.Commit, "Path": b.Folder}
	version := lang.L("Version {{.Version}}", data)
	switch {
	case b.Commit != "" && b.Changed:
		version = lang.L("Version {{.Version}}, made from commit {{.Commit}} with changes", data)
	case b.Commit != "":
		version = lang.L("Version {{.Version}}, made from commit {{.Commit}}", data)
	}
	folder := lang.L("Your settings and games are kept in {{.Path}}", data)
	if b.Portable {
		folder = lang.L("Your settings and games are kept beside the program, in {{.Path}}, since a file named portable.txt lies there.", data)
	}
	head := container.NewBorder(nil, nil, kit.NewImage("small-icon.png", assets.SmallIcon, 9*kit.Unit), nil, kit.Stack(-kit.Unit,
		kit.NewHeading("Porchlight"),
		kit.NewText(lang.L("It lets friends on your network join the game that you wrote.")),
		kit.NewNote(version),
		kit.NewNote(folder)))
	left := container.NewBorder(kit.NewBoldText(lang.L("What it is made of")), nil, nil, nil, w.list)
	right := container.NewBorder(w.name, nil, nil, nil, w.reader)
	split := container.NewHSplit(left, right)
	split.SetOffset(0.38)
	w.window.SetContent(kit.Inset(1, 1, container.NewBorder(
		kit.NewPanel(kit.ColorSurface, kit.Inset(1, 0.5, head)), nil, nil, nil,
		kit.Inset(0, 0.5, kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, split))))))
	w.window.Resize(fyne.NewSize(820, 600))
	w.window.SetCloseIntercept(w.window.Hide)
	kit.CloseOnEscape(w.window)
	w.list.Select(0)
	return w
}

// selectPart shows the licence of a part from its beginning.
func (w *Window) selectPart(i int) {
	w.name.SetText(w.parts[i].Name)
	w.text.SetText(kit.UnwrapLines(w.parts[i].Text))
	w.reader.ScrollTo(0)
}

// Show brings the window to the front, with the focus on the list of parts.
func (w *Window) Show() {
	w.window.Show()
	w.window.RequestFocus()
	w.window.Canvas().Focus(w.list)
}

// Hide hides the window.
func (w *Window) Hide() { w.window.Hide() }
