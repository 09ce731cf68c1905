package dossier_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// over is the content with one more question that always comes, as a folder lays it.
func over(t *testing.T) *decision.Guide {
	t.Helper()
	g := *guide(t)
	g.Over = decision.Over{Name: "mon-cas", Print: "0123456789ab"}
	g.Questions = append([]decision.Question{{
		Fact: "saison", Title: "En quelle saison ?", Always: true, Options: []decision.Option{{Value: "ete", Label: "En été"}, {Value: "hiver", Label: "En hiver"}},
	}}, g.Questions...)
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	return &g
}

// TestAnotherContent: a case remembers what was laid over the content it was followed
// with; what only that one knows is kept for it, and comes back with it.
func TestAnotherContent(t *testing.T) {
	on := decision.Day("2026-11-23")
	kase := dossier.Case{Said: map[decision.Fact]string{"saison": "hiver", "cause": "impaye"}}.Stamp(over(t), on)
	if _, r := kase.Replay(over(t), on); r.Other || len(r.Dropped) > 0 {
		t.Errorf("under its own content: %+v", r)
	}
	plain, r := kase.Replay(guide(t), on)
	if !r.Other || plain.Said["saison"] != "" || plain.Said["cause"] != "impaye" {
		t.Errorf("under another: %+v, %v", r, plain.Said)
	}
	plain = plain.Stamp(guide(t), on)
	if _, r := plain.Replay(guide(t), on); r.Other {
		t.Error("said again once it was saved")
	}
	if back, r := plain.Replay(over(t), on); !r.Other || back.Said["saison"] != "hiver" || len(back.Aside) > 0 {
		t.Errorf("back: %+v, %v, aside %v", r, back.Said, back.Aside)
	}
}

// TestNewCaseIsOfNoOther: a case of before, or one that is new, is of no other content.
func TestNewCaseIsOfNoOther(t *testing.T) {
	if _, r := (dossier.Case{}).Replay(over(t), "2026-11-23"); r.Other {
		t.Error("a new case is said to be of another content")
	}
}
