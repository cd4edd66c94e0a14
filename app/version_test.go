package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
)

func TestTheVersionIsTheSameEverywhere(t *testing.T) {
	toml, err := os.ReadFile(filepath.Join("..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^\s*Version\s*=\s*"(.+)"\s*$`).FindSubmatch(toml)
	if found == nil || string(found[1]) != version {
		t.Errorf("FyneApp.toml has the version %s, the program %s", found, version)
	}
	log, err := os.ReadFile(filepath.Join("..", "CHANGELOG.md"))
	switch {
	case errors.Is(err, fs.ErrNotExist): // none is packaged yet
	case err != nil:
		t.Fatal(err)
	case !strings.Contains(string(log), version):
		t.Errorf("CHANGELOG.md does not tell of %s", version)
	}
}

func TestTheAppIDIsTheSameEverywhere(t *testing.T) {
	toml, err := os.ReadFile(filepath.Join("..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(toml), `"`+appID+`"`) {
		t.Errorf("FyneApp.toml does not have the identity %s", appID)
	}
}

func TestTheCommitIsThatOfTheBuild(t *testing.T) {
	noted := func(settings ...debug.BuildSetting) *debug.BuildInfo { return &debug.BuildInfo{Settings: settings} }
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "1234abcdef5678"}
	for _, c := range []struct {
		info    *debug.BuildInfo
		commit  string
		changed bool
	}{
		{nil, "", false},
		{noted(), "", false},
		{noted(revision), "1234abc", false},
		{noted(revision, debug.BuildSetting{Key: "vcs.modified", Value: "false"}), "1234abc", false},
		{noted(revision, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "1234abc", true},
		{noted(debug.BuildSetting{Key: "vcs.revision", Value: "12"}), "12", false},
	} {
		if commit, changed := commitOf(c.info, c.info != nil); commit != c.commit || changed != c.changed {
			t.Errorf("of %+v the commit is %q, changed: %t", c.info, commit, changed)
		}
	}
}
