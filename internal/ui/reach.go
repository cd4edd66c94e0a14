package ui

import (
	"context"
	"errors"
	"net/netip"
	"strconv"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/host"
	"porchlight/internal/ports"
)

// check is what the window knows of whether this computer reaches itself at the address shown.
type check struct {
	at     netip.Addr         // that was checked, or is being
	cancel context.CancelFunc // nil while none is under way
	done   bool
	err    error
}

// lookAgain checks the address shown, where the host is on and that was not checked before. It does
// not wait.
func (w *Window) lookAgain() {
	if !w.on() || w.check.at == w.shown || w.closing {
		return
	}
	w.checkNow()
}

func (w *Window) checkNow() {
	if w.check.cancel != nil {
		w.check.cancel()
	}
	ctx, cancel := context.WithCancel(w.life)
	at := w.shown
	w.check = check{at: at, cancel: cancel}
	w.banner.Clear(aboutCheck)
	w.sayState()
	w.work.Go(func() {
		defer cancel()
		err := w.Check(ctx, at)
		instead := 0
		if isShared(err) { // looking for a port takes a while
			instead = ports.NextFree(w.Config.Addr, int(w.Host.Addr().Port()))
		}
		w.Dispatch(func() { w.checked(at, err, instead) })
	})
}

// checked takes in how a check ended, unless another address is shown by now. Where another program has
// the port too, instead is one to offer; 0 offers none.
func (w *Window) checked(at netip.Addr, err error, instead int) {
	if !w.on() || w.check.at != at || errors.Is(err, context.Canceled) || errors.Is(err, host.ErrOff) {
		return
	}
	w.check.cancel, w.check.done, w.check.err = nil, true, err
	if err != nil {
		w.sayInTheWay(err, instead)
	}
	w.sayState()
}

// sayInTheWay tells what keeps this computer from reaching itself, and offers the port instead, if any.
func (w *Window) sayInTheWay(err error, instead int) {
	data := map[string]any{"Address": w.friendsType(), "Port": w.portText()}
	if isShared(err) {
		sentence := lang.L("Another program on this computer takes what friends send to {{.Address}}. End it, or use another port.", data)
		var r *kit.Action
		if instead > 0 {
			r = &kit.Action{Label: lang.L("Use {{.Port}}", map[string]any{"Port": instead}), Do: func() { w.hostOn(instead) }}
		}
		w.banner.ShowTrouble(aboutCheck, sentence, r)
		return
	}
	w.banner.ShowTrouble(aboutCheck,
		lang.L("This computer cannot reach itself at {{.Address}}, so friends may not reach it either. Pick another network beside the address, or look at the firewall.", data),
		&kit.Action{Label: lang.L("Check again"), Do: w.checkNow})
}

func isShared(err error) bool {
	_, shared := errors.AsType[*host.SharedPortError](err)
	return shared
}

// hostOn hosts on another port from now on. Where hosting stops already, it starts again there.
func (w *Window) hostOn(port int) {
	w.again = func() {
		w.header.port.SetText(strconv.Itoa(port))
		w.start()
	}
	w.stop()
}

// whatWasSeen is the lamp of a host that is on, with its sentence.
func (w *Window) whatWasSeen() (kit.LampState, string) {
	data := map[string]any{"Address": w.friendsType()}
	if a, ok := w.reached(w.shown); ok {
		data["From"], data["Time"] = a.From.String(), a.At.Format("15:04")
		return kit.LampReached, lang.L("A friend reached you from {{.From}} at {{.Time}}.", data)
	}
	switch {
	case w.check.at == w.shown && w.check.done && w.check.err != nil:
		if w.banner.Has(aboutCheck) {
			return kit.LampTrouble, lang.L("Something is in the way. See below what to change.")
		}
		return kit.LampTrouble, lang.L("Something is in the way at {{.Address}}.", data)
	case w.check.at == w.shown && w.check.done:
		return kit.LampChecked, lang.L("Checked: this computer reaches {{.Address}}. No other computer has yet.", data)
	}
	return kit.LampLit, lang.L("Listening on {{.Address}}.", data)
}
