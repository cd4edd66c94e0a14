package main

import "runtime/debug"

// version is the program's version. A test compares it with FyneApp.toml and CHANGELOG.md.
const version = "0.1.0"

// appID is the program's ID for the system, as in FyneApp.toml.
const appID = "app.porchlight.Porchlight"

// versionText returns the version with the commit of the build, if known: "0.1.0 (commit 1234abc)".
func versionText() string {
	commit, changed := commitOf(debug.ReadBuildInfo())
	switch {
	case commit == "":
		return version
	case changed:
		return version + " (commit " + commit + ", changed)"
	}
	return version + " (commit " + commit + ")"
}

// commitOf returns the abbreviated commit in Go's build information, or "", and whether files differed from it.
func commitOf(info *debug.BuildInfo, ok bool) (short string, changed bool) {
	if !ok {
		return "", false
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			short = s.Value[:min(len(s.Value), 7)]
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	return short, changed
}
