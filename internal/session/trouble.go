package session

import "path/filepath"

// updateLog tells when the log cannot be written, and takes that back when it can. The lock is held.
func (s *Session) updateLog(fails bool) {
	if !fails {
		s.notices.clear(LogFailed)
		return
	}
	s.notices.tell(Notice{Kind: LogFailed, Path: s.options.Log.Path()})
}

// ReportAccessListUnread tells that the access list could not be read at the start.
func (s *Session) ReportAccessListUnread(err error) {
	s.report(Notice{Kind: AccessListUnread, Err: err})
}

// ReportSettingsUnread tells that what is remembered could not be read at the start.
func (s *Session) ReportSettingsUnread(err error) { s.report(Notice{Kind: SettingsUnread, Err: err}) }

// ReportSettingsFailed tells that a change could not be stored.
func (s *Session) ReportSettingsFailed(err error) { s.report(Notice{Kind: SettingsFailed, Err: err}) }

// ReportSave tells that messages could not be saved to a file; nil takes that back.
func (s *Session) ReportSave(err error) {
	s.command(func() {
		if err == nil {
			s.notices.clear(SaveFailed)
			return
		}
		s.notices.tell(Notice{Kind: SaveFailed, Action: SaveAgain})
	})
}

// ReportFolderReadOnly tells that nothing can be stored in a folder beside the program.
func (s *Session) ReportFolderReadOnly(path string) {
	s.report(Notice{Kind: FolderReadOnly, Path: path})
}

// ReportCrash tells once of the report of how the program ended the last time; "" is none.
func (s *Session) ReportCrash(path string) {
	name := filepath.Base(path)
	if path == "" || name == s.prefs.String(keyCrash) {
		return
	}
	s.prefs.SetString(keyCrash, name)
	s.report(Notice{Kind: ProgramCrashed, Path: path})
}

// report tells of something; of the settings, only the latest.
func (s *Session) report(n Notice) {
	s.command(func() {
		switch n.Kind {
		case SettingsUnread, SettingsFailed, FolderReadOnly:
			s.notices.clear(SettingsUnread, SettingsFailed, FolderReadOnly)
		}
		s.notices.tell(n)
	})
}
