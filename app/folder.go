package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// portableFile is what lies beside a program that is to keep its files beside itself too, as on a USB stick.
const portableFile = "portable.txt"

// configFolder is where the program keeps its files: settings, games, who is banned, reports of faults.
func configFolder() string {
	if folder, portable := portableFolder(); portable {
		return folder
	}
	config, err := os.UserConfigDir()
	if err != nil {
		config = "." // an account without a home: beside where it was started
	}
	return filepath.Join(config, "porchlight")
}

// portableFolder is the folder beside the program for its files, and whether it is to be used.
func portableFolder() (folder string, portable bool) {
	program, err := os.Executable()
	if err != nil {
		return "", false
	}
	if real, err := filepath.EvalSymlinks(program); err == nil {
		program = real
	}
	place := placeOf(program)
	_, err = os.Stat(filepath.Join(place, portableFile))
	return filepath.Join(place, "Porchlight-settings"), err == nil
}

// placeOf is the folder in which a person sees a program. On macOS that is not the one of the executable,
// which is Porchlight.app/Contents/MacOS/porchlight: people see the bundle as one file.
func placeOf(program string) string {
	folder := filepath.Dir(program)
	contents := filepath.Dir(folder)
	bundle := filepath.Dir(contents)
	if filepath.Base(folder) == "MacOS" && filepath.Base(contents) == "Contents" && filepath.Ext(bundle) == ".app" {
		return filepath.Dir(bundle)
	}
	return folder
}

// unwritable gives the folder beside the program where it is to be used and nothing can be written there, as
// on a CD, or else "". It makes the folder where it can.
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

// unwritableTrouble says in one sentence that nothing can be kept in a folder beside the program.
func unwritableTrouble(folder string) string {
	return fmt.Sprintf("nothing can be written to %s, where portable.txt has it kept, so what is changed is forgotten at the end; hosting goes on. Copy Porchlight to a folder where you may write, or take portable.txt away.", folder)
}
