package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestTheVersionIsOneEverywhere(t *testing.T) {
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
	case errors.Is(err, fs.ErrNotExist): // none is written yet
	case err != nil:
		t.Fatal(err)
	case !strings.Contains(string(log), version):
		t.Errorf("CHANGELOG.md does not tell of %s", version)
	}
}

func TestTheIdentityIsOneEverywhere(t *testing.T) {
	toml, err := os.ReadFile(filepath.Join("..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(toml), `"`+appID+`"`) {
		t.Errorf("FyneApp.toml does not have the identity %s", appID)
	}
}
