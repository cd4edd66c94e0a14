package practice

import (
	"context"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/client"
)

// player is one practice player: its window and its connection. UI goroutine only; the end of its context closes
// the connection.
type player struct {
	Params
	number         int             // from 1; shown as letters, since seats are numbers
	onClosed       func()          // called after the window was closed
	ctx            context.Context // ends when the window is closed
	cancel         context.CancelFunc
	window         fyne.Window
	log            messageLog
	link           *link  // nil: there is no connection and none is being made
	isConnected    bool   // link is connected
	receivedBefore uint64 // messages that were received before link

	state     *widget.Label
	reconnect *kit.Button
	rows      []row  // that are shown
	first     uint64 // number of rows[0]
	list      *kit.RowList
	height    float32 // of the list at the last refresh: a list that became lower still follows its end
	empty     *widget.Label
	entry     *widget.Entry
	send      *kit.Button
	hint      *widget.Label
}

// newPlayer opens a practice player and connects it. openAnother is called by its button, onClosed after its window
// was closed.
func newPlayer(ctx context.Context, p Params, number int, openAnother, onClosed func()) *player {
	w := &player{
		Params:   p,
		number:   number,
		onClosed: onClosed,
		window:   p.App.NewWindow(lang.L("Practice player {{.Letter}}", map[string]any{"Letter": letters(number)})),
		state:    widget.NewLabel(""),
		empty:    widget.NewLabel(lang.L("What you send, and what comes back, shows up here.")),
		entry:    widget.NewEntry(),
		hint:     widget.NewLabel(" "),
	}
	w.ctx, w.cancel = context.WithCancel(ctx)
	w.state.Wrapping = fyne.TextWrapWord
	w.empty.Wrapping = fyne.TextWrapWord
	w.empty.Alignment = fyne.TextAlignCenter
	w.empty.Importance = widget.LowImportance
	w.hint.Wrapping = fyne.TextWrapWord
	w.hint.SizeName = theme.SizeNameCaptionText
	w.hint.Importance = widget.LowImportance
	w.entry.SetPlaceHolder(lang.L("Type a message, then press Enter"))
	w.entry.TextStyle.Monospace = true
	w.entry.OnChanged = func(string) { w.renderHint() }
	w.entry.OnSubmitted = func(string) { w.submit() }
	w.send = kit.NewButton(lang.L("Send"), w.submit)
	w.send.Importance = widget.HighImportance
	w.reconnect = kit.NewButton(lang.L("Connect again"), w.connect)
	w.reconnect.Importance = widget.HighImportance
	another := widget.NewButton(lang.L("Open another"), openAnother)
	w.list = kit.NewRowList(
		func() int { return len(w.rows) },
		func() fyne.CanvasObject { return newRowView() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if v, ok := o.(*rowView); ok && i < len(w.rows) {
				v.show(&w.rows[i])
			}
		})
	w.list.OnSelected = func(widget.ListItemID) { w.list.UnselectAll() } // rows have no actions

	top := kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, kit.Stack(0, w.state, container.NewHBox(layout.NewSpacer(), w.reconnect, another))))
	rows := container.NewStack(
		container.NewVScroll(kit.Inset(2, 1, kit.CentreVertically(w.empty))),
		container.NewThemeOverride(w.list, kit.DenseTheme{Theme: kit.NewTheme()}))
	bottom := kit.Stack(0, container.NewBorder(nil, nil, nil, w.send, w.entry), w.hint)
	w.window.SetPadded(false)
	w.window.SetContent(kit.Inset(1.5, 1.5, container.NewBorder(top, bottom, nil, nil,
		kit.Inset(0, 1, kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, rows))))))
	w.window.Resize(fyne.NewSize(64*kit.Unit, 52*kit.Unit))
	w.window.SetOnClosed(w.closed)
	w.connect()
	w.window.Canvas().Focus(w.entry)
	w.window.Show()
	return w
}

// connect joins the game, unless it is connected or connecting already.
func (w *player) connect() {
	address, g, hosting := w.Target()
	switch {
	case w.link != nil || w.ctx.Err() != nil:
		return
	case !hosting:
		w.renderState(lang.L("Not connected: Porchlight is not hosting. Press Start hosting in its window, then Connect again here."))
		return
	}
	w.link = &link{
		dispatch: w.Dispatch, spawn: w.Go, log: &w.log, game: g, address: address,
		onConnected: w.onConnected,
		onEnded:     w.onEnded,
		onRows:      w.refresh,
	}
	w.receivedBefore = w.log.received()
	w.renderState(lang.L("Connecting to {{.Address}}…", map[string]any{"Address": address}))
	w.link.open(w.ctx)
}

func (w *player) onConnected() {
	if w.ctx.Err() != nil {
		return // closed while connecting
	}
	w.isConnected = true
	w.renderState(lang.L("Connected to {{.Address}} as a player, the way a friend would.", map[string]any{"Address": w.link.address}))
	w.window.Canvas().Focus(w.entry)
}

func (w *player) onEnded(dialing bool, err error) {
	if w.ctx.Err() != nil {
		return
	}
	address := w.link.address
	w.link, w.isConnected = nil, false
	w.refresh()
	_, _, hosting := w.Target()
	if dialing {
		w.renderState(dialFailure(address, err))
	} else {
		w.renderState(endReason(err, hosting, w.log.received() > w.receivedBefore))
	}
}

// renderState shows the state in a sentence and the actions that it allows.
func (w *player) renderState(sentence string) {
	w.state.SetText(sentence)
	kit.SetEnabled(w.send, w.isConnected)
	if w.link == nil {
		w.reconnect.Show()
	} else {
		w.reconnect.Hide()
	}
	w.renderHint()
}

// renderHint shows the framing of the game below the entry.
func (w *player) renderHint() {
	_, g, _ := w.Target()
	if w.link != nil {
		g = w.link.game
	}
	w.hint.Importance = widget.LowImportance
	if s := framingHint(g); w.hint.Text != s {
		w.hint.SetText(s)
	}
}

// renderError shows below the entry why a message was not sent, until the text changes.
func (w *player) renderError(sentence string) {
	w.hint.Importance = widget.DangerImportance
	w.hint.SetText(sentence)
}

// submit sends the text of the entry and keeps the focus there.
func (w *player) submit() {
	defer w.window.Canvas().Focus(w.entry)
	msg := []byte(w.entry.Text)
	if !w.isConnected {
		w.renderError(lang.L("Not sent: there is no connection. Press Connect again."))
		return
	}
	if _, err := client.AppendFrame(w.link.game, nil, msg); err != nil {
		w.renderError(unsentReason(w.link.game, err))
		return
	}
	if len(w.link.unsent) == cap(w.link.unsent) {
		w.renderError(lang.L("Not sent: the host is slower than you type. Wait a moment, then press Enter again."))
		return
	}
	w.log.add(time.Now(), sent, msg)
	w.link.unsent <- msg
	w.entry.SetText("")
	w.refresh()
}

// refresh shows the current rows. The list follows its end if that is visible; otherwise the
// visible rows stay in place.
func (w *player) refresh() {
	if w.ctx.Err() != nil {
		return
	}
	offset, height := w.list.GetScrollOffset(), w.list.Size().Height
	atEnd := offset+max(height, w.height) >= (float32(len(w.rows))-0.5)*kit.RowHeight
	w.height = height
	before := w.first
	w.rows, w.first = w.log.rows(w.rows[:0])
	kit.SetVisible(w.empty, len(w.rows) == 0)
	switch {
	case height <= 0: // Fyne cannot scroll a list before its first layout
		w.list.Refresh()
	case atEnd:
		w.list.Refresh()
		w.list.ScrollToBottom()
	default:
		w.list.Refresh()
		w.list.ScrollToOffset(max(0, offset-float32(w.first-before)*kit.RowHeight))
	}
}

// close closes the window and the connection.
func (w *player) close() { w.window.Close() }

func (w *player) closed() {
	w.cancel()
	w.link, w.isConnected = nil, false
	w.onClosed()
}
