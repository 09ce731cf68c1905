package main

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

// openPty returns both ends of a new pseudo-terminal of that size.
func openPty(columns, rows uint16) (terminal, program *os.File, err error) {
	terminal, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("open terminal: %w", err)
	}
	var number, unlocked int32
	size := [4]uint16{rows, columns}
	for _, ask := range []struct {
		what uintptr
		arg  unsafe.Pointer
	}{
		{syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked)},
		{syscall.TIOCGPTN, unsafe.Pointer(&number)},
		{syscall.TIOCSWINSZ, unsafe.Pointer(&size)},
	} {
		if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), ask.what, uintptr(ask.arg)); no != 0 {
			return nil, nil, fmt.Errorf("set up terminal: %w", no)
		}
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("open terminal: %w", err)
	}
	return terminal, program, nil
}
