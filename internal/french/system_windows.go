package french

import "syscall"

// What the system answers. Source: Microsoft, System Error Codes (0-499): disk
// full, handle disk full, write protect.
var (
	diskFull     = []error{syscall.Errno(112), syscall.Errno(39)}
	readOnlyDisk = []error{syscall.Errno(19)}
)
