package session

import "path/filepath"

// updateLog adds a notice when the log cannot be written, and clears it when it can. The lock is held.
func (s *Session) updateLog(fails bool) {
	if !fails {
		s.notices.clear(LogFailed)
		return
	}
	s.notices.add(Notice{Kind: LogFailed, Path: s.options.Log.Path()})
}

// ReportAccessListUnread reports that the access list could not be read at the start.
func (s *Session) ReportAccessListUnread(err error) {
	s.report(Notice{Kind: AccessListUnread, Err: err})
}

// ReportSettingsUnread reports that the preferences could not be read at the start.
func (s *Session) ReportSettingsUnread(err error) { s.report(Notice{Kind: SettingsUnread, Err: err}) }

// ReportSettingsFailed reports that a change could not be saved.
func (s *Session) ReportSettingsFailed(err error) { s.report(Notice{Kind: SettingsFailed, Err: err}) }

// ReportSave reports that messages could not be saved to a file; nil clears that notice.
func (s *Session) ReportSave(err error) {
	s.command(func() {
		if err == nil {
			s.notices.clear(SaveFailed)
			return
		}
		s.notices.add(Notice{Kind: SaveFailed, Action: SaveAgain})
	})
}

// ReportFolderReadOnly reports that nothing can be saved in a folder beside the program.
func (s *Session) ReportFolderReadOnly(path string) {
	s.report(Notice{Kind: FolderReadOnly, Path: path})
}

// ReportCrash reports the crash of the last run once, with the path of its report; "" is none.
func (s *Session) ReportCrash(path string) {
	name := filepath.Base(path)
	if path == "" || name == s.prefs.String(keyCrash) {
		return
	}
	s.prefs.SetString(keyCrash, name)
	s.report(Notice{Kind: ProgramCrashed, Path: path})
}

// report adds a notice. It clears earlier ones about the settings if it is about them.
func (s *Session) report(n Notice) {
	s.command(func() {
		switch n.Kind {
		case SettingsUnread, SettingsFailed, FolderReadOnly:
			s.notices.clear(SettingsUnread, SettingsFailed, FolderReadOnly)
		}
		s.notices.add(n)
	})
}
