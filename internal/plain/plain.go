// Package plain is Compromis without the full screen: plain lines, no colour,
// no cursor tricks. It serves screen readers, pipes, scripts and the people who
// write the content.
//
// Each feature is one function, given where to read, where to write, the guide
// and, when it matters, today's date:
//
//   - [Interview] asks the questions one by one, tells the result in a few lines and
//     offers the rest in a menu; its case is kept at a [Desk], which does the acts;
//   - [Advise] answers at once from facts given beforehand;
//   - [Collect] checks those facts, [ReadFacts] and [ParsePair] read them;
//   - [Show] tells a case, [Claim] what may be asked for;
//   - [Draw] draws the decision diagram, [Report] tells what was proved of it.
//
// Package cli puts them behind a command line; what it has to say besides, it
// writes on a [Page], which is how lines are laid out, and the only place.
// Package wire tells the same to other programs.
//
// The package has no clock and opens no file. Everything it prints is French.
package plain
