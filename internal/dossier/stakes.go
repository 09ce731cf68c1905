package dossier

import "compromis/decision"

// Stake compares what a step costs with the sum at stake.
type Stake struct {
	Step    *decision.Step
	Figures decision.StepFigures
	Known   bool // both costs are known
	Share   int  // CostMax in hundredths of a percent of the sum; 0 when either is not known
}

// Stakes returns the recommended step of a case and those that may follow if
// nothing works, with their cost against a sum in cents, in the order of the
// ladder.
func Stakes(g *decision.Guide, a decision.Answers, cents int64) []Stake {
	var all []Stake
	for _, s := range g.Onward(a) {
		stake := Stake{Step: s, Figures: figuresOf(g, s.ID)}
		stake.Known = stake.Figures.CostMin >= 0 && stake.Figures.CostMax >= 0
		if stake.Figures.CostMax >= 0 && cents > 0 {
			stake.Share = int(stake.Figures.CostMax * 10_000 / cents)
		}
		all = append(all, stake)
	}
	return all
}

// figuresOf returns the figures of a step, none of them known by default.
func figuresOf(g *decision.Guide, step string) decision.StepFigures {
	for _, f := range g.Costs {
		if f.Step == step {
			return f
		}
	}
	return decision.StepFigures{Step: step, CostMin: -1, CostMax: -1, DaysMin: -1, DaysMax: -1}
}

// Leg is a stage of the way ahead, with what was spent up to its end. The sums
// are those of what is known: with a figure missing, at least that much.
type Leg struct {
	decision.Stage
	Figures          decision.StepFigures
	CostMin, CostMax int64 // cumulated cents, of the stages whose cost is known
	DaysMin, DaysMax int   // cumulated, of the stages whose time is known
	Unknown          bool  // a cost of this stage or of one before is not known
	UnknownDays      bool  // the same of its time
}

// Ahead is the way ahead of a case if nothing works, with cumulated cost and
// time.
func Ahead(g *decision.Guide, a decision.Answers) []Leg {
	var legs []Leg
	var sum Leg
	for _, stage := range g.Escalation(a) {
		f := figuresOf(g, stage.Step.ID)
		sum.Stage, sum.Figures = stage, f
		sum.CostMin += max(0, f.CostMin)
		sum.CostMax += max(0, f.CostMax)
		sum.DaysMin += max(0, f.DaysMin)
		sum.DaysMax += max(0, f.DaysMax)
		sum.Unknown = sum.Unknown || f.CostMin < 0 || f.CostMax < 0
		sum.UnknownDays = sum.UnknownDays || f.DaysMin < 0 || f.DaysMax < 0
		legs = append(legs, sum)
	}
	return legs
}
