package main

import "runtime/debug"

// version is the program's, as FyneApp.toml and CHANGELOG.md give it; a test holds them together.
const version = "0.1.0"

// appID names the program to the system, as FyneApp.toml does.
const appID = "app.porchlight.Porchlight"

// built is the program's version with the commit that it was built from, as "0.1.0 (commit 1234abc)", where
// the build has noted one.
func built() string {
	commit, changed := commitOf(debug.ReadBuildInfo())
	switch {
	case commit == "":
		return version
	case changed:
		return version + " (commit " + commit + ", changed)"
	}
	return version + " (commit " + commit + ")"
}

// commitOf is the commit in what Go noted at the build, in short, and whether files were changed after it; ""
// where it noted none, as outside of a repository.
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
