// Package desktop runs the program on a virtual desktop for tests, benchmarks and screenshots. It operates the
// program's windows by mouse, keyboard and clipboard. It learns what the windows show in two ways: from the program
// itself, if it was built with the tag inspect, or from the pixels of the screen, which it reads by OCR.
//
// It needs Linux with Xvfb, openbox, xdotool and dbus-daemon, and for some methods ImageMagick, tesseract, xclip or
// zbarimg. Errors name the missing package.
package desktop
