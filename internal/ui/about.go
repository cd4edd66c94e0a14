package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"

	"porchlight/assets"
)

// About describes the program in the window About.
type About struct {
	Version  string
	Commit   string // that it was built from, in short; "": it is not known
	Changed  bool   // files were changed after that
	Folder   string // of the settings and games
	Portable bool   // Folder is beside the program, since portable.txt lies there
}

// about is the window with the version, the folder of the settings, and the licences of all parts. UI goroutine only.
type about struct {
	window fyne.Window
	parts  []assets.Licence
	list   *partList
	name   *widget.Label // of the part whose licence is shown
	text   *widget.Label
	reader *kit.Reader
}

func newAbout(app fyne.App, of About) *about {
	v := &about{window: app.NewWindow(lang.L("About Porchlight")), parts: assets.Licences(), name: kit.NewBoldText(""), text: kit.NewText("")}
	v.reader = kit.NewReader(v.text)
	v.list = newPartList(v.parts, v.show, v.reader.TypedKey, v.window.Hide)

	data := map[string]any{"Version": of.Version, "Commit": of.Commit, "Path": of.Folder}
	version := lang.L("Version {{.Version}}", data)
	switch {
	case of.Commit != "" && of.Changed:
		version = lang.L("Version {{.Version}}, made from commit {{.Commit}} with changes", data)
	case of.Commit != "":
		version = lang.L("Version {{.Version}}, made from commit {{.Commit}}", data)
	}
	kept := lang.L("Your settings and games are kept in {{.Path}}", data)
	if of.Portable {
		kept = lang.L("Your settings and games are kept beside the program, in {{.Path}}, since a file named portable.txt lies there.", data)
	}
	head := container.NewBorder(nil, nil, picture(9*kit.Unit), nil, kit.Stack(-kit.Unit,
		kit.NewHeading("Porchlight"),
		kit.NewText(lang.L("It lets friends on your network join the game that you wrote.")),
		kit.NewNote(version),
		kit.NewNote(kept)))
	left := container.NewBorder(kit.NewBoldText(lang.L("What it is made of")), nil, nil, nil, v.list)
	right := container.NewBorder(v.name, nil, nil, nil, v.reader)
	split := container.NewHSplit(left, right)
	split.SetOffset(0.38)
	v.window.SetContent(kit.Inset(1, 1, container.NewBorder(
		kit.NewPanel(kit.ColorSurface, kit.Inset(1, 0.5, head)), nil, nil, nil,
		kit.Inset(0, 0.5, kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, split))))))
	v.window.Resize(fyne.NewSize(820, 600))
	v.window.SetCloseIntercept(v.window.Hide)
	kit.CloseOnEscape(v.window)
	v.list.Select(0)
	return v
}

// picture is the program's icon in a size.
func picture(side float32) fyne.CanvasObject {
	image := canvas.NewImageFromResource(fyne.NewStaticResource("small-icon.png", assets.SmallIcon))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSize(side, side))
	return kit.CentreVertically(image)
}

// show shows the licence of a part, from its beginning.
func (v *about) show(i int) {
	v.name.SetText(v.parts[i].Name)
	v.text.SetText(kit.UnwrapLines(v.parts[i].Text))
	v.reader.ScrollTo(0)
}

// openAbout opens the window About.
func (w *Window) openAbout() {
	if w.about == nil {
		w.about = newAbout(w.App, w.About)
	}
	w.about.window.Show()
	w.about.window.RequestFocus()
	w.about.window.Canvas().Focus(w.about.list)
}
