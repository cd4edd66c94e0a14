package messages

import (
	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
)

// View is the list of messages with its controls. UI goroutine only.
type View struct {
	Params
	Box          fyne.CanvasObject
	body         *fyne.Container
	log          *recordLog
	List         *kit.RowList
	empty        *widget.Label
	Find         *widget.Entry
	PlayerFilter *widget.Select
	hex          *widget.Check
	pause        *widget.Button
	save         *widget.Button
	clear        *widget.Button
	clearing     kit.ClickGuard // settled unless Clear was pressed just now
	newerButton  *kit.Button    // shown while rows are held back: goes to the newest
	head         *columnHeader
	detail       *detailPane
	seats        []int // of the options of PlayerFilter, after the first

	paused       bool
	selected     uint64 // number of the selected record, where any is
	hasSelection bool   // a record is selected
	version      uint64
	hosting      bool
}

// Params are what a View is made of. The functions are called on the UI goroutine.
type Params struct {
	Journal   *journal.Journal
	Window    fyne.Window // that the view is in
	Clipboard fyne.Clipboard
	Toast     *kit.Toast
	Go        func(func())                 // runs a function in a goroutine that is waited for at the end
	Dispatch  func(func())                 // runs a function on the UI goroutine
	OnSaved   func(name string, err error) // called when the messages were saved, or could not be
	OnFilter  func(seat int)               // called when the messages of one player are shown; -1: of all
}

// New makes a view of a journal and adds Ctrl+C to its window. Put Box into the window and call Update when
// the journal has changed.
func New(p Params) *View {
	m := &View{
		Params: p,
		log:    newRecordLog(p.Journal),
		Find:   widget.NewEntry(),
		empty:  widget.NewLabel(""),
		head:   newColumnHeader(),
	}
	m.empty.Wrapping = fyne.TextWrapWord
	m.empty.Alignment = fyne.TextAlignCenter
	m.empty.Importance = widget.LowImportance
	m.Find.SetPlaceHolder(lang.L("Find"))
	m.Find.OnChanged = func(string) { m.filter() }
	m.PlayerFilter = widget.NewSelect([]string{allPlayers()}, func(string) { m.onPlayerFilterChanged() })
	m.PlayerFilter.Selected = allPlayers()
	m.hex = widget.NewCheck(lang.L("Hex"), func(bool) { m.List.Refresh() })
	m.pause = kit.NewQuietButton(lang.L("Pause"), m.togglePause)
	m.clear = kit.NewQuietButton(lang.L("Clear"), m.clearAll)
	m.save = kit.NewQuietButton(lang.L("Save…"), m.ChooseSave)
	m.newerButton = kit.NewButton("", m.toEnd)
	m.newerButton.Importance = widget.HighImportance
	m.newerButton.Hide()
	m.List = kit.NewRowList(
		m.log.len,
		func() fyne.CanvasObject { return newRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if r, ok := o.(*Row); ok && i < m.log.len() {
				e := m.log.row(i)
				r.setEntry(e, m.hex.Checked, m.hasSelection && e.Number == m.selected)
			}
		})
	m.List.OnSelected = m.onSelected
	m.detail = newDetailPane(m.closeDetail)
	m.detail.onCopy = m.copyAs
	p.Window.Canvas().AddShortcut(&fyne.ShortcutCopy{}, func(fyne.Shortcut) { m.copySelected() })

	title := widget.NewLabelWithStyle(lang.L("Messages"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	top := kit.Stack(2,
		container.NewHBox(title, layout.NewSpacer(), m.pause, m.save, m.clear),
		kit.Inset(0.5, 0, container.NewBorder(nil, nil, nil, container.NewHBox(kit.FixedWidth(17*kit.Unit, m.PlayerFilter), m.hex), m.Find)),
		m.head)
	rows := container.New(rowsLayout{m},
		container.NewVScroll(kit.Inset(2, 1, kit.CentreVertically(m.empty))),
		container.NewThemeOverride(m.List, kit.DenseTheme{Theme: kit.NewTheme()}),
		container.New(lowLayout{}, m.newerButton))
	m.body = container.New(detailLayout{}, container.NewBorder(top, nil, nil, nil, rows), m.detail.box)
	m.Box = kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, m.body))
	return m
}

// Update reads what is new from the journal, whose version is given. The list follows the end if its last row
// is visible; otherwise the visible rows stay in place. hosting changes what an empty list says.
func (m *View) Update(version uint64, on bool) {
	if version != m.version {
		atEnd := m.atEnd()
		m.log.pull(!atEnd)
		m.List.Refresh()
		m.renderNewer()
		if atEnd {
			m.toBottom()
		}
	}
	m.version, m.hosting = version, on
	m.renderEmpty()
}

// atEnd reports whether the last row is visible.
func (m *View) atEnd() bool {
	height := float32(m.log.len()) * kit.RowHeight
	return m.List.GetScrollOffset()+m.List.Size().Height >= height-kit.RowHeight/2
}

// toBottom scrolls to the last row. Fyne cannot scroll a list that was never on the screen.
func (m *View) toBottom() {
	if m.List.Size().Height > 0 {
		m.List.ScrollToBottom()
	}
}

// toEnd ends a pause, reads all records that wait and scrolls to the last row.
func (m *View) toEnd() {
	m.setPaused(false)
	m.log.pull(false)
	m.renderNewer()
	m.renderEmpty()
	m.List.Refresh()
	m.toBottom()
}

// renderNewer shows the button that offers the records that are held back, or hides it.
func (m *View) renderNewer() {
	n := m.log.newerCount()
	if n == 0 {
		m.newerButton.Hide()
		return
	}
	text := lang.L("Paused. Show {{.N}} newer", map[string]any{"N": kit.FormatCount(n)})
	if !m.paused {
		text = lang.L("Show {{.N}} newer", map[string]any{"N": kit.FormatCount(n)})
	}
	if m.newerButton.Text != text {
		m.newerButton.SetText(text)
	}
	m.newerButton.Show()
}

func (m *View) togglePause() {
	if m.paused {
		m.toEnd()
		return
	}
	m.setPaused(true)
}

func (m *View) setPaused(paused bool) {
	m.paused = paused
	m.log.hold(paused)
	if m.pause.SetText(lang.L("Pause")); paused {
		m.pause.SetText(lang.L("Go on"))
	}
}

// clearAll hides what happened until now. The second click of a pair, or a click when there is nothing to hide, does
// nothing: it would replace the offer to undo the first.
func (m *View) clearAll() {
	if m.log.isCleared() || !m.clearing.IsSettled() {
		return
	}
	m.clearing.Changed()
	undo := m.log.clear()
	m.closeDetail()
	m.refill()
	m.Toast.Show(lang.L("Cleared."), &kit.Action{Label: lang.L("Undo"), Do: func() {
		undo()
		m.refill()
	}})
}

// refill shows the log after its rows were replaced.
func (m *View) refill() {
	m.renderNewer()
	m.renderEmpty()
	m.List.ScrollToTop()
	m.List.Refresh()
	m.toBottom()
}

func (m *View) renderEmpty() {
	text := lang.L("What players send, and what they are answered, shows up here.")
	switch {
	case m.log.len() > 0:
		text = ""
	case !m.log.filter.all():
		text = lang.L("No message matches.")
	case m.hosting:
		text = lang.L("No messages yet.")
	}
	if m.empty.Text != text {
		m.empty.SetText(text)
	}
}

// ShownVersion returns the version of the journal that is shown.
func (m *View) ShownVersion() uint64 { return m.version }

// Close releases the rows. The view shows nothing afterwards.
func (m *View) Close() { m.log.release() }
