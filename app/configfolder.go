package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// portableFile is the name of a file beside the program that makes it store its files there, as on a USB stick.
const portableFile = "portable.txt"

// configFolder returns the folder of the program's files: settings, games, access list, crash reports.
func configFolder() string {
	if folder, portable := portableFolder(); portable {
		return folder
	}
	config, err := os.UserConfigDir()
	if err != nil {
		config = "." // an account without a home folder
	}
	return filepath.Join(config, "porchlight")
}

// portableFolder returns the folder beside the program for its files, and whether portableFile selects it.
func portableFolder() (folder string, portable bool) {
	program, err := os.Executable()
	if err != nil {
		return "", false
	}
	if resolved, err := filepath.EvalSymlinks(program); err == nil {
		program = resolved
	}
	place := visibleFolder(program)
	_, err = os.Stat(filepath.Join(place, portableFile))
	return filepath.Join(place, "Porchlight-settings"), err == nil
}

// visibleFolder returns the folder in which a person sees a program. On macOS that is the folder of the bundle, not the one
// of the executable, Porchlight.app/Contents/MacOS/porchlight.
func visibleFolder(program string) string {
	folder := filepath.Dir(program)
	contents := filepath.Dir(folder)
	bundle := filepath.Dir(contents)
	if filepath.Base(folder) == "MacOS" && filepath.Base(contents) == "Contents" && filepath.Ext(bundle) == ".app" {
		return filepath.Dir(bundle)
	}
	return folder
}

// unwritable returns the portable folder if it is selected but not writable, as on a CD, else "". It creates the folder if
// possible.
func unwritable() string {
	folder, portable := portableFolder()
	if !portable {
		return ""
	}
	if os.MkdirAll(folder, 0o700) != nil {
		return folder
	}
	f, err := os.CreateTemp(folder, "try")
	if err != nil {
		return folder
	}
	_ = f.Close() // nothing was written
	_ = os.Remove(f.Name())
	return ""
}

// unwritableTrouble returns a sentence for the person about an unwritable portable folder.
func unwritableTrouble(folder string) string {
	return fmt.Sprintf("nothing can be written to %s, where portable.txt has it kept, so what is changed is forgotten at the end; hosting goes on. Copy Porchlight to a folder where you may write, or take portable.txt away.", folder)
}
