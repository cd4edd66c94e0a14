// Package desktop runs a program on a virtual desktop of its own and works it as a person does: it
// looks at the screen, reads it, and uses the mouse and the keyboard.
//
// It needs Linux with Xvfb, openbox, xdotool, dbus-daemon, ImageMagick, tesseract, xclip and zbarimg,
// and says which is missing.
package desktop
