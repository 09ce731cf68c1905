// Package plain is Compromis without the full screen: plain lines, no colour,
// no cursor tricks. It serves screen readers, pipes, scripts and the people who
// write the content.
//
// Each feature is one function, given where to read, where to write, the guide
// and, when it matters, today's date:
//
//   - [Interview] asks the questions one by one and ends on a recommendation;
//   - [Advise] answers at once from facts given beforehand, in text or in JSON;
//   - [Collect] checks those facts, [ReadFacts] and [ParsePair] read them;
//   - [Tree] draws the decision diagram, [Report] tells what was proved of it;
//   - [Completion] writes the completion script of a shell.
//
// [Run] puts them behind a command line, with the commands on saved cases:
// list, tell, note, follow, export; claims, letters, deadlines; and the sheets of
// the exercises. One table, in table.go and casetable.go, gives the commands,
// their help and the completions. [Screen] tells main which command lines are for
// the full screen.
//
// The package has no clock, and the only files it knows are those main gives it
// and the cases, through package casefile. Everything it prints is French. How
// lines are laid out is in render.go, and nowhere else.
package plain
