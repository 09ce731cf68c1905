package terminal

import "os"

// stops says whether a program may be stopped, and go on later: there is no such
// thing, nor a signal to ask for it.
const stops = false

var stopped os.Signal

func caught() []os.Signal { return nil }

func pause() {}

// raise ends the process.
func raise(os.Signal) { os.Exit(1) }
