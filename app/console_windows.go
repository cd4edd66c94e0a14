package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// attachParentProcess asks AttachConsole for the console of whoever started this program.
const attachParentProcess = ^uintptr(0)

// kernel32 gives a function of Windows that golang.org/x/sys does not have. Microsoft's "Console Functions"
// describe them.
func kernel32(function string) *windows.LazyProc {
	return windows.NewLazySystemDLL("kernel32.dll").NewProc(function)
}

// toConsole has what the program prints come to the console that it was started from. The window's program
// belongs to none, as Windows starts it; the one without a window belongs to its console already, and nothing
// changes. What goes to a pipe or a file goes on going there.
func toConsole() {
	lost := nowhere()
	if attached, _, _ := kernel32("AttachConsole").Call(attachParentProcess); attached != 0 {
		open(lost)
	}
}

// ownConsole is toConsole for what goes on for long: where there is no console and nothing else takes what
// is printed, as after a double-click, it opens one.
func ownConsole() {
	toConsole()
	if usable(windows.STD_OUTPUT_HANDLE) {
		return
	}
	lost := nowhere()
	if made, _, _ := kernel32("AllocConsole").Call(); made != 0 {
		open(lost)
	}
}

// standard is one of standard input, output and error.
type standard struct {
	number  uint32
	console string // what Windows calls that end of the console
	file    **os.File
}

// nowhere gives those that lead nowhere.
func nowhere() []standard {
	return slices.DeleteFunc([]standard{
		{windows.STD_INPUT_HANDLE, "CONIN$", &os.Stdin},
		{windows.STD_OUTPUT_HANDLE, "CONOUT$", &os.Stdout},
		{windows.STD_ERROR_HANDLE, "CONOUT$", &os.Stderr},
	}, func(s standard) bool { return usable(s.number) })
}

// open has them lead to the console.
func open(lost []standard) {
	for _, s := range lost {
		f, err := os.OpenFile(s.console, os.O_RDWR, 0)
		if err != nil {
			continue // it leads nowhere, as before
		}
		_ = windows.SetStdHandle(s.number, windows.Handle(f.Fd())) // for the last words of Go's runtime
		*s.file = f
	}
}

// usable tells whether standard input, output or error leads anywhere.
func usable(number uint32) bool {
	h, err := windows.GetStdHandle(number)
	if err != nil || h == 0 || h == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(h)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}

// fail says why the program ends: on standard error, or in a message box where nobody would read that.
func fail(sentence string) {
	toConsole()
	if withWindow && (!usable(windows.STD_ERROR_HANDLE) || closesWithUs()) {
		text, err := windows.UTF16PtrFromString(strings.ToUpper(sentence[:1]) + sentence[1:])
		if err == nil {
			_, _ = windows.MessageBox(0, text, windows.StringToUTF16Ptr("Porchlight"), windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
		}
		return
	}
	fmt.Fprintln(os.Stderr, "porchlight:", sentence)
}

// closesWithUs tells whether this program is the only one on its console, so that what it writes there is
// gone when it ends.
func closesWithUs() bool {
	var ids [2]uint32
	n, _, _ := kernel32("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids))) //nolint:gosec // Windows writes into the array
	return n == 1
}

// untilInterrupted gives a context that ends with Ctrl+C, with closing the console and at the end of the
// session. (Attaching to a console makes Windows forget what Go's runtime registered for that:
// SetConsoleCtrlHandler, "Remarks".)
func untilInterrupted() (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	handler := windows.NewCallback(func(event uint32) uintptr {
		stop()
		if event != windows.CTRL_C_EVENT && event != windows.CTRL_BREAK_EVENT {
			select {} // Windows ends the program when this returns, and else in some seconds
		}
		return 1
	})
	_, _, _ = kernel32("SetConsoleCtrlHandler").Call(handler, 1) // without it Ctrl+C ends the program at once
	return ctx, stop
}
