package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

// attachParentProcess selects the console of the parent process in AttachConsole.
const attachParentProcess = ^uintptr(0)

// kernel32 returns a function of Windows that golang.org/x/sys lacks, one of Microsoft's "Console Functions".
func kernel32(function string) *windows.LazyProc {
	return windows.NewLazySystemDLL("kernel32.dll").NewProc(function)
}

// toConsole connects standard streams to the console from which the program was started. Windows starts the program with
// the window without a console; the one without a window has one already. Streams to pipes and files do not change.
func toConsole() {
	unconnected := unusableStreams()
	if attached, _, _ := kernel32("AttachConsole").Call(attachParentProcess); attached != 0 {
		connect(unconnected)
	}
}

// ownConsole is toConsole for long output: if there is no output, as after a double-click, it opens a console.
func ownConsole() {
	toConsole()
	if usable(windows.STD_OUTPUT_HANDLE) {
		return
	}
	unconnected := unusableStreams()
	if made, _, _ := kernel32("AllocConsole").Call(); made != 0 {
		connect(unconnected)
	}
}

// stream is standard input, output or error.
type stream struct {
	number  uint32
	console string // the console's file name
	file    **os.File
}

// unusableStreams returns the streams that are not connected.
func unusableStreams() []stream {
	return slices.DeleteFunc([]stream{
		{windows.STD_INPUT_HANDLE, "CONIN$", &os.Stdin},
		{windows.STD_OUTPUT_HANDLE, "CONOUT$", &os.Stdout},
		{windows.STD_ERROR_HANDLE, "CONOUT$", &os.Stderr},
	}, func(s stream) bool { return usable(s.number) })
}

// connect connects streams to the console.
func connect(streams []stream) {
	for _, s := range streams {
		f, err := os.OpenFile(s.console, os.O_RDWR, 0)
		if err != nil {
			continue // it stays unconnected
		}
		_ = windows.SetStdHandle(s.number, windows.Handle(f.Fd())) // for the output of Go's runtime
		*s.file = f
	}
}

// usable reports whether a standard stream is connected.
func usable(number uint32) bool {
	h, err := windows.GetStdHandle(number)
	if err != nil || h == 0 || h == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(h)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}

// fail prints why the program ends on standard error, or shows it in a message box if that is not visible.
func fail(sentence string) {
	toConsole()
	if withWindow && (!usable(windows.STD_ERROR_HANDLE) || ownsConsole()) {
		text, err := windows.UTF16PtrFromString(strings.ToUpper(sentence[:1]) + sentence[1:])
		if err == nil {
			_, _ = windows.MessageBox(0, text, windows.StringToUTF16Ptr("Porchlight"), windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
		}
		return
	}
	say(sentence)
}

// ownsConsole reports whether this program is the only one of its console, which then closes when it ends.
func ownsConsole() bool {
	var ids [2]uint32
	n, _, _ := kernel32("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids))) //nolint:gosec // Windows writes into the array
	return n == 1
}

// untilInterrupted returns a context that ends with Ctrl+C, when the console is closed and at the end of the session. The
// program ends soon after that. (Attaching to a console removes the handler of Go's runtime: SetConsoleCtrlHandler,
// "Remarks".)
func untilInterrupted() (ctx context.Context, stop context.CancelFunc) {
	ctx, signals, stop := endingContext()
	handler := windows.NewCallback(func(event uint32) uintptr {
		select {
		case signals <- os.Interrupt:
		default: // enough have come
		}
		if event != windows.CTRL_C_EVENT && event != windows.CTRL_BREAK_EVENT {
			select {} // Windows ends the program when this returns, or after some seconds
		}
		return 1
	})
	_, _, _ = kernel32("SetConsoleCtrlHandler").Call(handler, 1) // if it fails, Ctrl+C ends the program at once
	return ctx, stop
}
