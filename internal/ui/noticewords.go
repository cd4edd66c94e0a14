package ui

import (
	"errors"
	"io/fs"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/access"
	"porchlight/internal/journal"
	"porchlight/internal/session"
	"porchlight/internal/settings"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/messages"
	"porchlight/internal/ui/ownserver"
)

// noticeSentence returns the sentence of a notice.
func noticeSentence(n session.Notice) string {
	data := map[string]any{
		"From": n.From.String(), "Address": n.Addr.String(), "Port": n.Port, "Seat": n.Seat, "Path": n.Path,
		"N": kit.FormatCount(uint64(n.Count)), "Sent": messages.LimitExceeded(n.Reason, n.Count),
	}
	switch n.Kind {
	case session.StartFailed:
		return startSentence(n.Err)
	case session.OwnServerEnded:
		switch {
		case n.Err != nil:
			return startSentence(n.Err)
		case n.Action == session.UsePort:
			return lang.L("Your server has stopped: it wants port {{.Port}}, which Porchlight itself uses here.", map[string]any{"Port": n.Cause.Port})
		}
		return ownserver.EndSentence(n.Exit, n.Cause)
	case session.OwnServerMissing:
		return lang.L("Your server cannot be reached, so players are sent away. Is it running?")
	case session.SelfTestFailed:
		if (session.Reach{TestErr: n.Err}).SharedPort() {
			return lang.L("Another program on this computer takes what friends send to {{.Address}}. End it, or use another port.", data)
		}
		return lang.L("This computer cannot reach itself at {{.Address}}, so friends may not reach it either. Pick another network beside the address, or look at the firewall.", data)
	case session.NoDescriptors:
		return lang.L("Nobody else fits in: this computer allows Porchlight no more than {{.N}} connections. Whoever knocks now waits until somebody leaves.", data)
	case session.GameFull:
		return lang.L("The game is full: somebody at {{.From}} could not join.", data)
	case session.AddressChanged:
		if n.Action == session.NoAction {
			return lang.L("The address you gave out, {{.Old}}, does not work now: this computer has lost its network.", map[string]any{"Old": n.Addr.String()})
		}
		return lang.L("The address you gave out, {{.Old}}, no longer works.", map[string]any{"Old": n.Addr.String()})
	case session.ADBConnected:
		return lang.L("Player {{.Seat}} is no friend. It is adb, a tool for Android phones on this computer, which tries port {{.Port}}. It does not try even port numbers.", data)
	case session.ConnRejected:
		switch n.Reason {
		case journal.Outside:
			return lang.L("Somebody at {{.From}} was turned away, because that address is not on your networks. You can change who may come in.", data)
		case journal.TooManyAttempts:
			return lang.L("Somebody at {{.From}} was turned away, because too many new connections came from there at once.", data)
		}
		return lang.L("Somebody at {{.From}} was turned away, because too many connections come from there or wait at the door.", data)
	case session.PlayerSlowed:
		return lang.L("Player {{.Seat}} sends {{.Sent}} a second, so Porchlight listens to it more slowly.", data)
	case session.PlayerDropped:
		return lang.L("Player {{.Seat}} at {{.From}} was sent out, because it sent {{.Sent}} a second.", data)
	case session.MessageIncomplete:
		return incompleteSentence(n)
	case session.PlayerKicked:
		return lang.L("Player {{.Seat}} was kicked.", data)
	case session.AddrBanned:
		return lang.L("{{.Address}} is banned.", map[string]any{"Address": n.From.String()})
	case session.AddrAllowed:
		return lang.L("{{.Address}} is always let in from now on.", map[string]any{"Address": n.From.String()})
	}
	return fileTroubleSentence(n)
}

// fileTroubleSentence returns the sentence of a notice about a file.
func fileTroubleSentence(n session.Notice) string {
	data := map[string]any{"Path": n.Path}
	damaged, isDamaged := errors.AsType[*settings.DamagedError](n.Err)
	if isDamaged {
		data["Path"] = damaged.Backup
	}
	switch n.Kind {
	case session.LogFailed:
		return lang.L("The log could not be written to {{.Path}}: hosting goes on. Make room on the disk, or choose another place.", data)
	case session.AccessListFailed:
		if _, full := errors.AsType[*access.FullError](n.Err); full {
			return lang.L("The list is full: {{.N}} addresses are on it. Take some off in “Who may come in”.", map[string]any{"N": access.MaxAddresses})
		}
		return lang.L("The list of who is banned could not be saved, so it holds until Porchlight is closed. Make room on the disk, or let Porchlight write there.")
	case session.AccessListUnread:
		if isDamaged {
			return lang.L("The list of who is banned was damaged, so it begins anew. The old one lies in {{.Path}}.", data)
		}
		return lang.L("The list of who is banned could not be read, so nobody is banned now.")
	case session.SettingsFailed:
		if errors.Is(n.Err, fs.ErrPermission) {
			return lang.L("What you choose can't be kept for the next time, because Porchlight may not write in its folder of settings.")
		}
		return lang.L("What you choose can't be kept for the next time. Perhaps the disk is full.")
	case session.SettingsUnread:
		if isDamaged {
			return lang.L("Your settings were damaged, so everything is as at the first start. The old ones lie in {{.Path}}.", data)
		}
		return lang.L("Your settings could not be read, so everything is as at the first start. What you change now is forgotten at the end.")
	case session.FolderReadOnly:
		return lang.L("Nothing can be kept in {{.Path}}, beside the program. You can host, but what you choose is forgotten at the end. Copy Porchlight to a folder where you may write, or take portable.txt away.", data)
	case session.SettingsShared:
		return lang.L("Another Porchlight is running, and both use the same settings: whoever you ban in one is banned in the other, too.")
	case session.SaveFailed:
		return lang.L("The messages could not be saved there. Try another folder, or make room on the disk.")
	}
	return lang.L("Porchlight ended unexpectedly last time. A report is in {{.Path}}", data)
}

// actionLabel returns the label of the button beside a notice, or "".
func actionLabel(n session.Notice) string {
	switch n.Action {
	case session.UsePort:
		if _, own := errors.AsType[*session.ServerPortError](n.Err); own || n.Kind == session.OwnServerEnded {
			return lang.L("Host on {{.Port}}", map[string]any{"Port": n.Port})
		}
		return lang.L("Use {{.Port}}", map[string]any{"Port": n.Port})
	case session.AllowPlayers:
		return lang.L("Allow {{.N}} players", map[string]any{"N": n.Limit})
	case session.TestAgain:
		return lang.L("Check again")
	case session.KickPlayer:
		return lang.L("Kick it")
	case session.BanAddr:
		return lang.L("Ban {{.Address}}", map[string]any{"Address": n.From.String()})
	case session.UndoBan, session.UndoAllow:
		return lang.L("Undo")
	case session.CopyAddress:
		return lang.L("Copy the new one")
	case session.OpenAccess:
		return lang.L("Who may come in…")
	case session.OpenRateLimits:
		return lang.L("Change the limit…")
	case session.ExplainFreeze:
		return lang.L("What does that mean?")
	case session.StartServer:
		return lang.L("Start again")
	case session.SaveAgain:
		return lang.L("Save again…")
	case session.NoAction:
	}
	return ""
}
