// Package process prepares the commands that tests start: a child process ends with the test process on Linux, keeps
// its files in a folder of the test on every system, and can be interrupted on every system.
package process

import (
	"os"
	"path/filepath"
	"runtime"
)

// homeVariables are the environment variables from which programs on Linux, macOS and Windows derive the folders for
// their settings, caches and data.
var homeVariables = []string{
	"HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
}

// HomeEnv returns the environment of this process with a folder as the home folder, on every system.
func HomeEnv(home string) []string {
	env := os.Environ()
	for _, name := range homeVariables {
		env = append(env, name+"="+home)
	}
	return env
}

// ConfigFolder returns the folder that os.UserConfigDir returns in a process with HomeEnv(home).
func ConfigFolder(home string) string {
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support")
	}
	return home
}
