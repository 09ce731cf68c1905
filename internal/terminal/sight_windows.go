package terminal

import (
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

// obeys says whether a console obeys the codes of a screen, or would if asked. That
// of Windows before 10, or in legacy mode, refuses; others say yes, and show the codes
// all the same: hence a try.
func obeys(out *os.File) bool {
	console := windows.Handle(out.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return true // not one of Windows: a terminal of Cygwin
	}
	const virtual = windows.ENABLE_PROCESSED_OUTPUT | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	if windows.SetConsoleMode(console, mode|virtual) != nil {
		return false
	}
	defer windows.SetConsoleMode(console, mode) //nolint:errcheck // the screen asks for itself
	return still(console)
}

// still says whether a code that shows nothing leaves the cursor where it is. When it
// does not, what it left is wiped off.
func still(console windows.Handle) bool {
	const plain = "\x1b[m" // no colour, no weight
	before, ok := cursor(console)
	if !ok || !write(console, plain) {
		return true
	}
	after, ok := cursor(console)
	if !ok || before == after {
		return true
	}
	_ = windows.SetConsoleCursorPosition(console, before)
	write(console, strings.Repeat(" ", len(plain)))
	_ = windows.SetConsoleCursorPosition(console, before)
	return false
}

// cursor is where a console writes next.
func cursor(console windows.Handle) (at windows.Coord, ok bool) {
	var info windows.ConsoleScreenBufferInfo
	err := windows.GetConsoleScreenBufferInfo(console, &info)
	return info.CursorPosition, err == nil
}

// write writes a text on a console as it is.
func write(console windows.Handle, text string) bool {
	signs, err := windows.UTF16FromString(text)
	if err != nil {
		return false
	}
	var done uint32
	return windows.WriteConsole(console, &signs[0], uint32(len(signs)-1), &done, nil) == nil
}

// obey has a console obey the codes of a screen, until it is undone.
func obey(out *os.File) (undo func(), err error) {
	console := windows.Handle(out.Fd())
	var mode uint32
	if windows.GetConsoleMode(console, &mode) != nil {
		return func() {}, nil // not one of Windows
	}
	err = windows.SetConsoleMode(console, mode|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING|windows.DISABLE_NEWLINE_AUTO_RETURN)
	return func() { _ = windows.SetConsoleMode(console, mode) }, err
}

var processList = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")

// alone says whether no other program is on the console: it was opened for this one, and
// closes with it.
func alone() bool {
	if processList.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := processList.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
