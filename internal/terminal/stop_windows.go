package terminal

import (
	"os"
	"syscall"
)

// stops says whether a program may be stopped, and go on later: there is no such
// thing, nor a signal to ask for it.
const stops = false

var stopped os.Signal

// caught are the signals that end a program: ctrl+c, and a console that closes.
func caught() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

func pause() {}

// raise ends the process.
func raise(os.Signal) { os.Exit(1) }
