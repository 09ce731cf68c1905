package dossier

import (
	"slices"

	"compromis/decision"
)

// kindOrder is the order of what may happen, stage by stage: one talks and writes, a
// third party helps, a judge decides, one enforces; then the insolvency of the client.
// Those that start a time limit of the guide are named as there.
var kindOrder = []EventKind{
	Called, Reminded, Wrote, GaveNotice, NoticeReceived, Replied, Met, Paid, Acknowledged,
	"annulation-recue", "differend-ne", "impaye-assure", "cheque-presente", "certificat-signifie", "echeance-de-l-effet",
	"mise-en-demeure-sous-traitant", "garantie-demandee", "commandement-delivre", "decompte-notifie", MemoirReceived, Renounced,
	AgreedToTalk, StoppedTalk,
	AskedOrder, OrderMade, ServedOrder, ServedAtHome, Opposed, "opposition-notifiee", "invitation-a-consigner",
	Summoned, Sued, LostSuit, Judged, ServedJudgment,
	Titled, Compounded, "saisie-autorisee", Protected, Seized,
	Insolvent, Published, Declared, "lettre-du-mandataire", "revendication-recue", "avis-de-la-commission",
}

// byHand are those one may write in any conflict, whatever the time limits.
var byHand = []EventKind{
	Called, Reminded, Wrote, GaveNotice, NoticeReceived, Replied, Met, Paid, Acknowledged, AgreedToTalk, StoppedTalk,
	AskedOrder, OrderMade, ServedOrder, ServedAtHome, Opposed, Sued, LostSuit, Judged, ServedJudgment, Titled, Compounded, Seized,
	Insolvent, Published, Declared, Renounced, MemoirReceived, Summoned,
}

// EventKinds lists what one may write in a journal by hand, stage by stage: what
// happens in any conflict, and the acts that start a time limit of the guide.
func EventKinds(g *decision.Guide) []EventKind {
	var all, apart []EventKind
	known := slices.Clone(byHand)
	for _, l := range g.TimeLimits {
		for _, act := range l.Acts {
			known = append(known, EventKind(act))
			if !slices.Contains(kindOrder, EventKind(act)) && !slices.Contains(apart, EventKind(act)) {
				apart = append(apart, EventKind(act))
			}
		}
	}
	for _, k := range kindOrder {
		if slices.Contains(known, k) {
			all = append(all, k)
		}
	}
	return append(append(all, apart...), Noted)
}

// everyday is what happens at any step.
var everyday = []EventKind{Called, Wrote, Replied, Met, Paid}

// kindsOf are the events that acts are.
func kindsOf(acts []string) (all []EventKind) {
	for _, act := range acts {
		all = append(all, EventKind(act))
	}
	return all
}

// EventKindsFor lists the same, first what may come of a step: its letters, what
// starts its time limits, its outcomes, and what happens at any. The step may be nil.
func EventKindsFor(g *decision.Guide, step *decision.Step) []EventKind {
	all := EventKinds(g)
	if step == nil {
		return all
	}
	likely := slices.Clone(everyday)
	for _, l := range g.Letters() {
		if slices.Contains(l.Steps, step.ID) {
			likely = append(likely, EventKind(l.Act))
		}
	}
	for _, l := range g.TimeLimits {
		if l.Step == step.ID {
			likely = append(likely, kindsOf(l.Acts)...)
		}
	}
	for _, o := range step.Outcomes {
		likely = append(likely, EventKind(o.Act))
		for _, e := range o.Effects {
			if e.Fact == decision.FactContact {
				likely = append(likely, contacts[e.Value])
			}
		}
	}
	var first, rest []EventKind
	for _, k := range all {
		if slices.Contains(likely, k) {
			first = append(first, k)
		} else {
			rest = append(rest, k)
		}
	}
	return append(first, rest...)
}
