//go:build !windows

package terminal

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stops says whether a program may be stopped, and go on later.
const stops = true

// stopped asks the program to stop.
var stopped os.Signal = syscall.SIGTSTP

// caught are the signals that stop a program, or end it.
func caught() []os.Signal {
	return []os.Signal{stopped, os.Interrupt, syscall.SIGHUP, syscall.SIGTERM}
}

// pause stops the whole job, as the terminal would at ctrl+z, until it is told to
// go on. Where no shell would tell it, the system does not stop it, and it goes on:
// hence a signal that obeys that rule, as SIGSTOP does not, and that is never
// caught, as Go then never gives SIGTSTP its first meaning back.
func pause() {
	goOn := make(chan os.Signal, 1)
	signal.Notify(goOn, syscall.SIGCONT)
	defer signal.Stop(goOn)
	_ = syscall.Kill(0, syscall.SIGTTIN)
	select {
	case <-goOn:
	case <-time.After(patience):
	}
}

// raise does to the process what the signal does when nobody catches it. It comes
// back from a stop only.
func raise(s os.Signal) {
	if s == stopped {
		pause()
		return
	}
	signal.Reset(s)
	_ = syscall.Kill(syscall.Getpid(), s.(syscall.Signal))
	time.Sleep(patience) // another thread may take it
	os.Exit(1)
}
