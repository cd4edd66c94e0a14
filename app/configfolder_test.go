package main

import (
	"path/filepath"
	"testing"
)

func TestTheVisibleFolderIsTheBundlesOnMacOS(t *testing.T) {
	for program, want := range map[string]string{
		"/stick/porchlight": "/stick",
		"/stick/Porchlight.app/Contents/MacOS/porchlight": "/stick",
		"/stick/MacOS/porchlight":                         "/stick/MacOS",
		"/stick/games/Contents/MacOS/porchlight":          "/stick/games/Contents/MacOS",
	} {
		if got := visibleFolder(filepath.FromSlash(program)); got != filepath.FromSlash(want) {
			t.Errorf("%s is seen in %s, want %s", program, got, want)
		}
	}
}
