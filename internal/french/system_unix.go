//go:build !windows

package french

import "syscall"

var (
	diskFull     = []error{syscall.ENOSPC, syscall.EDQUOT}
	readOnlyDisk = []error{syscall.EROFS}
)
