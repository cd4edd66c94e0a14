// Package desktop provides tests with a virtual desktop on which they run the program and operate its windows: with
// the mouse, the keyboard and the clipboard. Tests learn what the windows show from the program itself, if it was
// built to answer, or from the pixels of the screen, which are read by OCR.
//
// It needs Linux with Xvfb, openbox, xdotool and dbus-daemon, and for some methods ImageMagick, tesseract, xclip or
// zbarimg. Errors name the missing package.
package desktop
