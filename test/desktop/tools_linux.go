package desktop

import (
	"errors"
	"fmt"
	"os/exec"
	"testing"

	"porchlight/test/need"
)

// packages maps every command that a desktop runs to its packages in Debian.
var packages = map[string]string{
	"Xvfb": "xvfb", "openbox": "openbox", "dbus-daemon": "dbus-daemon", "xdotool": "xdotool",
	"import": "imagemagick", "tesseract": "tesseract-ocr tesseract-ocr-eng", "xclip": "xclip", "zbarimg": "zbar-tools",
}

// required are the commands without which Open fails. Single methods need more.
var required = []string{"Xvfb", "openbox", "dbus-daemon", "xdotool"}

var errToolMissing = errors.New("is missing")

// CheckTools returns an error that names the first missing command that Open needs. Tests call ForTest instead.
func CheckTools() error {
	for _, command := range required {
		if _, err := exec.LookPath(command); err != nil {
			return fmt.Errorf("%s %w: apt-get install %s", command, errToolMissing, packages[command])
		}
	}
	return nil
}

// NeedTools skips the test if one of these commands is missing, or fails it in continuous integration. The methods of
// Desktop need these: WaitForClipboard xclip; ScanQR zbarimg and import; Screenshot and WindowScreenshot import; the
// methods that read the screen tesseract and import.
func NeedTools(t testing.TB, commands ...string) {
	t.Helper()
	for _, command := range commands {
		need.Tools(t, command+":"+packages[command])
	}
}
