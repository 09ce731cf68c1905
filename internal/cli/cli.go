// Package cli is the command line: which commands there are, what each may be
// given, its help, its completions, and how it ends.
//
// [Run] carries one out. A command reads what it was given, asks the other
// packages for what it needs, and has it told: on plain lines by package plain,
// on paper by letter and handout. Cases are kept by casefile. [Screen] tells
// main which command lines are for the full screen.
//
// The package has no clock, and the only files it knows are those main gives it
// and the cases. Everything it prints is French.
package cli
