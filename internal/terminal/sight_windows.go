package terminal

import (
	"os"
	"syscall"
)

// virtual has a console obey the codes of a screen. Source: Microsoft,
// SetConsoleMode, ENABLE_VIRTUAL_TERMINAL_PROCESSING.
const virtual = 0x0004

var setConsoleMode = syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")

// obeys says whether a console obeys the codes of a screen, or would if asked. That
// of Windows before 10, or in legacy mode, refuses.
func obeys(out *os.File) bool {
	console := syscall.Handle(out.Fd())
	var mode uint32
	if syscall.GetConsoleMode(console, &mode) != nil {
		return true // not one of Windows: a terminal of Cygwin
	}
	if mode&virtual != 0 {
		return true
	}
	done, _, _ := setConsoleMode.Call(uintptr(console), uintptr(mode|virtual))
	if done == 0 {
		return false
	}
	_, _, _ = setConsoleMode.Call(uintptr(console), uintptr(mode)) // the screen asks for itself
	return true
}
