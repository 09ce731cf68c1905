package dossier

import "compromis/decision"

// recallDays is in how many days one is reminded of a step, unless one says otherwise.
const recallDays = 7

// RecallOn is the working day on which to remind somebody of the step, unless they say
// otherwise: after the time left to the client, or in a week.
func (c Case) RecallOn(g *decision.Guide, today decision.Day) decision.Day {
	day := today.Add(recallDays)
	if now := c.Standing(g, today); now.Waiting() {
		day = now.Awaited.On.Add(1)
	}
	for !Workday(day) {
		day = day.Add(1)
	}
	return day
}
