// Package dossier is a conflict followed over time: who the parties are, what
// was answered, what happened, what is owed, and what the law makes of it.
//
// A newcomer needs five words.
//
//   - A [Case] is plain data: parties, answers, journal, invoices, complaints.
//     Package casefile keeps it in a file.
//   - An [Event] is a line of its journal: a call, a payment, a judgment.
//   - A [Claim] is what may be asked for on a day, with the working out: what is
//     owed, the interest, the flat indemnity.
//   - A [Bar] is the day after which one may no longer sue, and how each event
//     moved it.
//   - A [Deadline] is a day not to be missed.
//
// A case is asked a question with the guide, which holds the law, and a day:
// [Case.Claim], [Case.Bar], [Case.Deadlines]. [Case.Happened] writes what came
// of a step, [Case.Replay] reads an old case with today's content, and
// [Case.Stamp] makes it ready to be saved.
//
// The package is pure, like decision: no files, no clock, no terminal. What it
// returns is figures and days; the words are those of package say.
package dossier
