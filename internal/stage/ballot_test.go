package stage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/stage"
)

// guide returns the real content.
var guide = contenttest.Guide

// TestProposals: for every exercise, three to five different steps, with the right
// one and the usual mistake, in an order that is always the same and gives
// nothing away.
func TestProposals(t *testing.T) {
	g := guide(t)
	letters := map[int]int{}
	for i := range g.Exercises {
		e := &g.Exercises[i]
		steps := stage.Proposals(g, e)
		var ids []string
		for _, s := range steps {
			ids = append(ids, s.ID)
		}
		if len(ids) < 3 || len(ids) > 5 {
			t.Errorf("%s: %d proposals", e.ID, len(ids))
		}
		if distinct := slices.Compact(slices.Sorted(slices.Values(ids))); len(distinct) != len(ids) {
			t.Errorf("%s: the same step twice in %v", e.ID, ids)
		}
		if !slices.Contains(ids, e.Step) || e.WrongStep != "" && !slices.Contains(ids, e.WrongStep) {
			t.Errorf("%s: %v lacks the right step or the usual mistake", e.ID, ids)
		}
		if again := stage.Proposals(g, e); !slices.Equal(again, steps) {
			t.Errorf("%s: another order the second time", e.ID)
		}
		letters[slices.Index(ids, e.Step)]++
	}
	if len(letters) < 4 {
		t.Errorf("the right letter is too often the same: %v", letters)
	}
	for letter, times := range letters {
		if times > len(g.Exercises)/2 {
			t.Errorf("letter %d is right %d times out of %d", letter, times, len(g.Exercises))
		}
	}
}

// wants tells of steps that nobody would take without what they are about: what a
// story must say for them to be proposed.
var wants = map[string]map[decision.Fact][]decision.Value{
	"executer-titre":              {"piece": {"titre", "titre-sans-juge"}, "accord": {"executoire", "titre-sans-juge"}},
	"signifier-ordonnance":        {"piece": {"ordonnance"}},
	"suivre-opposition":           {"contestation": {"opposition"}},
	"saisir-arbitre":              {"clause": {"arbitrage"}},
	"clause-de-mediation":         {"clause": {"oui"}},
	"formaliser-accord":           {"reponse": {"accord"}},
	"homologuer-accord":           {"reponse": {"accord-rompu"}},
	"declarer-creance":            {"difficulte": {"procedure-collective"}},
	"suivre-procedure":            {"difficulte": {"creance-declaree"}},
	"creance-posterieure":         {"difficulte": {"creance-posterieure"}},
	"dossier-surendettement":      {"difficulte": {"surendettement"}},
	"agir-apres-saisie":           {"difficulte": {"saisie-faite"}},
	"saisie-conservatoire":        {"difficulte": {"menace"}},
	"actionner-caution":           {"piece": {"caution"}},
	"cheque-impaye":               {"piece": {"cheque"}},
	"effet-impaye":                {"piece": {"effet"}},
	"declarer-sinistre":           {"piece": {"assurance"}},
	"revendiquer-biens":           {"piece": {"reserve"}},
	"action-directe-transporteur": {"piece": {"action-directe"}},
	"creance-prescrite":           {"echeance": {"acquise"}},
	"corriger-le-prix":            {"cause": {"erreur-prix"}},
	"repondre-a-l-avis":           {"cause": {"avis-public"}},
	"mettre-en-demeure":           {"dette": {"oui"}},
	"injonction-de-payer":         {"dette": {"oui"}},
	"tribunal-de-commerce":        {"dette": {"oui"}, "client": {"commercant"}},
}

// TestNoProposalIsAbsurd: but for the usual mistake, no exercise proposes a step that
// supposes what its story does not have: a title, a procedure, an agreement, a debt.
func TestNoProposalIsAbsurd(t *testing.T) {
	g := guide(t)
	for i := range g.Exercises {
		derived := g.Exercises[i]
		derived.Proposals = nil // those an author chose are theirs
		e := &derived
		a := decision.NewAnswers(g.Version)
		for _, set := range e.Answers {
			a = a.With(set.Fact, string(set.Value))
		}
		told := map[decision.Fact]decision.Value{}
		for _, r := range g.Walk(a).Path {
			told[r.Question.Fact] = r.Value
		}
		for _, s := range stage.Proposals(g, e) {
			needs := wants[s.ID]
			has := len(needs) == 0 || s.ID == e.Step || s.ID == e.WrongStep
			for f, values := range needs {
				has = has || slices.Contains(values, told[f])
			}
			if !has {
				t.Errorf("%s proposes « %s », which wants %v", e.ID, s.Title, needs)
			}
		}
	}
}

// TestChosenProposals: the steps of the page of an exercise are those proposed.
func TestChosenProposals(t *testing.T) {
	g := guide(t)
	e := g.Exercises[0]
	e.Proposals = []string{e.Step, "appeler-client", "conciliation"}
	var ids []string
	for _, s := range stage.Proposals(g, &e) {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	if want := slices.Sorted(slices.Values(e.Proposals)); !slices.Equal(ids, want) {
		t.Errorf("proposes %v, not %v", ids, want)
	}
}

func TestParseVotes(t *testing.T) {
	for typed, want := range map[string][]int{
		"5/9/2": {5, 9, 2}, " 5 / 9 /2 ": {5, 9, 2}, "0/0/1": {0, 0, 1}, "05/9/9999": {5, 9, 9999},
		"5 9 2": {5, 9, 2}, " 5  9\u00a02 ": {5, 9, 2}, "5,9,2": {5, 9, 2}, "5;9;2": {5, 9, 2}, "5.9.2": {5, 9, 2}, "5+9+2": {5, 9, 2}, "5, 9 / 2": {5, 9, 2},
	} {
		if got, err := stage.ParseVotes(typed, 3); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %v, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "5", "5/9", "5/9/2/1", "5/9/", "5//2", "5/x/2", "5/-1/2", "5/1.5/2", "0/0/0", "5/10000/2", "5/99999999999999999999999/2", "5,,2", "5 9", "5 9 2 1", "+5/9/2", "é/9/2"} {
		votes, err := stage.ParseVotes(typed, 3)
		if err == nil {
			t.Errorf("%q is read as %v", typed, votes)
		} else if text := err.Error(); !strings.HasSuffix(text, ".") || strings.Contains(text, "\n") {
			t.Errorf("%q: not one sentence: %q", typed, text)
		}
	}
}

// TestVotesComeBack: whatever the votes, typing them gives them back.
func TestVotesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.SliceOfN(rapid.IntRange(0, 9999), 4, 6).Draw(t, "votes")
		if slices.Max(votes) == 0 {
			votes[0] = 1
		}
		typed := strings.ReplaceAll(strings.Trim(fmt.Sprint(votes), "[]"), " ", "/")
		if got, err := stage.ParseVotes(typed, len(votes)); err != nil || !slices.Equal(got, votes) {
			t.Fatalf("%q gives %v, %v", typed, got, err)
		}
	})
}

// TestReport tells what was voted, step by step, and leaves out what was only
// opened.
func TestReport(t *testing.T) {
	g, c := guide(t), newClock()
	s := open(t, t.TempDir(), c)
	if _, ok := s.Report(g); ok {
		t.Error("an empty stage has a report")
	}
	e := &g.Exercises[0]
	var ids []string
	for _, step := range stage.Proposals(g, e) {
		ids = append(ids, step.ID)
	}
	before, after := make([]int, len(ids)), make([]int, len(ids))
	right := slices.Index(ids, e.Step)
	before[(right+1)%len(ids)], after[right] = 7, 6
	p := stage.Play{Exercise: e.ID, Started: c.at, Proposals: ids, Before: before, After: after}
	show(t, s, stage.Play{Exercise: g.Exercises[1].ID, Started: c.at, Proposals: ids})
	c.at = c.at.Add(610e9)
	show(t, s, p)
	show(t, s, stage.Play{Exercise: "n-existe-plus", Started: c.at, Revealed: true})
	r, ok := s.Report(g)
	if !ok || len(r.Rounds) != 1 || r.Rounds[0].Exercise != e.Title || r.Rounds[0].Minutes != 11 {
		t.Fatalf("report %+v, %v", r, ok)
	}
	for i, v := range r.Rounds[0].Votes {
		if v.Step != g.Step(ids[i]).Title || v.Before != before[i] || v.After != after[i] || v.Expected != (i == right) {
			t.Errorf("vote %d: %+v", i, v)
		}
	}
}
