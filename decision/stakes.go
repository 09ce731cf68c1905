package decision

// Stake compares what a step costs with the sum at stake.
type Stake struct {
	Step    *Step
	Figures StepFigures
	Known   bool // the costs are known
	Share   int  // CostMax in hundredths of a percent of the sum; 0 when either is not known
}

// Stakes returns the recommended step of a case and those that may follow, with
// their cost against a sum in cents, in the order of the ladder.
func (g *Guide) Stakes(a Answers, cents int64) []Stake { return nil }

// Leg is a stage of the way ahead, with what was spent up to its end.
type Leg struct {
	Stage
	Figures          StepFigures
	CostMin, CostMax int64 // cumulated cents, of the stages whose cost is known
	DaysMin, DaysMax int   // cumulated
	Unknown          bool  // the cost of this stage or of one before is not known
}

// Ahead is the way ahead of a case if nothing works, with cumulated cost and
// time.
func (g *Guide) Ahead(a Answers) []Leg { return nil }
