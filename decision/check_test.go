package decision_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"compromis/decision"
)

// spoilers break the sound guide, each in one way, with what must be said.
var spoilers = []struct {
	code  decision.ProblemCode
	name  string
	near  string
	spoil func(*decision.Guide)
}{
	{"fact", "cliant", "client", func(g *decision.Guide) {
		g.Steps[3].When[0].Conditions[0].Fact = "cliant"
	}},
	{"fact", "dete", "dette", func(g *decision.Guide) {
		g.Questions[0].Options[1].Implies = []decision.Setting{{Fact: "dete", Value: "non"}}
	}},
	{"value", "client=publique", "public", func(g *decision.Guide) {
		g.Steps[3].When[0].Conditions[0].Values = []decision.Value{"publique"}
	}},
	{"value", "contact=ecri", "ecrit", func(g *decision.Guide) {
		g.Steps[2].Outcomes[0].Effects[0].Value = "ecri"
	}},
	{"value", "client=consomateur", "consommateur", func(g *decision.Guide) {
		g.Limitations[0].Client = "consomateur"
	}},
	{"value", "petits", "", func(g *decision.Guide) { g.Thresholds[0].Value = "petits" }},
	{"value", "echeance=proche", "", func(g *decision.Guide) {
		g.Questions[3].Options[1].Value = "bientot"
		g.Steps[1].When[0].Conditions[1].Values = []decision.Value{"bientot"}
	}},
	{"step", "jugge", "juge", func(g *decision.Guide) { g.Ladder[4].Step = "jugge" }},
	{"limit", "opposer", "", func(g *decision.Guide) {
		g.TimeLimits = append(g.TimeLimits, decision.TimeLimit{ID: "signifier", After: "opposer", Step: g.Steps[0].ID})
	}},
	{"step", "apeler", "appeler", func(g *decision.Guide) { g.Exercises[0].Step = "apeler" }},
	{"basis", "texe", "texte", func(g *decision.Guide) { g.Steps[0].Bases[0].Basis = "texe" }},
	{"basis", "texe", "texte", func(g *decision.Guide) { g.Steps[0].When[0].Conditions[0].Basis = "texe" }},
	{"cause", "impayes", "impaye", func(g *decision.Guide) { g.Causes[0].Value = "impayes" }},
	{"cause", "impaye", "", func(g *decision.Guide) { g.Causes = g.Causes[1:] }},
	{"duplicate", "client", "", func(g *decision.Guide) { g.Questions[4] = g.Questions[2] }},
	{"duplicate", "appeler", "", func(g *decision.Guide) { g.Ladder = append(g.Ladder, g.Ladder[2]) }},
	{"duplicate", "texte", "", func(g *decision.Guide) { g.Bases = append(g.Bases, g.Bases[0]) }},
	{"no-basis", "juge", "", func(g *decision.Guide) { g.Steps[4].Bases = nil }},
	{"no-outcome", "juge", "", func(g *decision.Guide) { g.Steps[4].Outcomes = nil }},
	{"not-on-ladder", "juge", "", func(g *decision.Guide) { g.Ladder = slices.Delete(g.Ladder, 4, 6) }},
	{"alternative", "juge", "", func(g *decision.Guide) { g.Ladder = slices.Delete(g.Ladder, 4, 5) }},
	{"alternative", "juge", "", func(g *decision.Guide) { g.Ladder[4].Alternatives = []int{2} }},
	{"never-holds", "dette=non", "", func(g *decision.Guide) {
		g.Steps[0].When[0].Conditions = append(g.Steps[0].When[0].Conditions, on("dette", "oui"))
		g.Steps[0].When[0].Conditions[0].Values = []decision.Value{"oui", "non"}
	}},
	{"never-holds", "cause=impaye", "", func(g *decision.Guide) {
		g.Steps[4].When[1].Conditions = append(g.Steps[4].When[1].Conditions, on("cause", "impaye", "reclamation"))
	}},
	{"never", "avocat", "", func(g *decision.Guide) {
		g.Steps[4].When[0].Conditions[0].Values = []decision.Value{"petit", "grand"}
	}},
	{"no-step", "", "", func(g *decision.Guide) { g.Steps[5].When = []decision.Alternative{when(on("dette", "non"))} }},
	{"cycle", "", "", func(g *decision.Guide) { g.Steps[0].Outcomes[0] = leads("client", "consommateur") }},
	{"late", "cause", "", func(g *decision.Guide) {
		g.Questions[1].Options[0].Implies = []decision.Setting{{Fact: "cause", Value: "impaye"}}
	}},
	{"client-late", "echeance", "", func(g *decision.Guide) {
		g.Questions[2], g.Questions[3] = g.Questions[3], g.Questions[2]
	}},
	{"no-sheet", "impaye/public", "", func(g *decision.Guide) {
		g.Causes[0].Sheets[0].Clients = []decision.Value{"consommateur"}
	}},
	{"no-figure", "client=public", "", func(g *decision.Guide) { g.Limitations = g.Limitations[:1] }},
	{"no-figure", "montant=petit", "", func(g *decision.Guide) {
		g.Thresholds[0].Period.To = today.AddDate(0, 0, -1)
	}},
	{"astray", "cas", "administration", func(g *decision.Guide) { g.Exercises[0].Answers[3].Value = "ecrit" }},
	{"astray", "cas", "", func(g *decision.Guide) {
		g.Exercises[0].Answers = append(g.Exercises[0].Answers, decision.Setting{Fact: "cause", Value: "impaye"})
	}},
	{"stops", "cas", "", func(g *decision.Guide) { g.Exercises[0].Answers = g.Exercises[0].Answers[:2] }},
	{"extra", "cas", "", func(g *decision.Guide) {
		g.Exercises[0].Answers = append(g.Exercises[0].Answers, decision.Setting{Fact: "montant", Value: "petit"})
	}},
	{"situation", "juge", "appeler", func(g *decision.Guide) {
		told := slices.Clone(g.Exercises[0].Answers)
		g.SetSituations(func() []decision.Situation { return []decision.Situation{{Told: told, Step: "juge"}} })
	}},
	{"outcome", "juge", "", func(g *decision.Guide) {
		g.Steps[4].Outcomes = append(g.Steps[4].Outcomes, leads("dette", "non"))
	}},
	{"outcome", "juge", "", func(g *decision.Guide) {
		o := leads("cause", "impaye")
		o.Effects = append(o.Effects, decision.Setting{Fact: "dette", Value: "non"})
		g.Steps[4].Outcomes = append(g.Steps[4].Outcomes, o)
	}},
	{"never-holds", "dette=non", "", func(g *decision.Guide) {
		g.Steps[0].When[0].Conditions[0].Values = []decision.Value{"oui", "non"}
		g.Steps[0].When[0].Conditions = append(g.Steps[0].When[0].Conditions, on("cause", "impaye"))
	}},
	{"usual", "public", "", func(g *decision.Guide) { g.Questions[2].Usual = "public" }},
	{"no-phase", "avocat", "", func(g *decision.Guide) {
		g.Phases = []decision.Phase{{Name: "Tout", Steps: []string{"renoncer", "proteger", "appeler", "administration", "juge"}}}
	}},
	{"too-many", "client", "", func(g *decision.Guide) {
		for i := range 32 {
			g.Questions[2].Options = append(g.Questions[2].Options, decision.Option{Value: decision.Value(fmt.Sprint(i))})
		}
	}},
}

// problemsOf compiles and checks a guide.
func problemsOf(t *testing.T, g *decision.Guide) decision.Problems {
	t.Helper()
	var problems decision.Problems
	if err := g.Compile(); err == nil {
		return g.Check().Problems
	} else if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	return problems
}

func TestSoundGuideIsSound(t *testing.T) {
	if p := problemsOf(t, draft()); len(p) > 0 {
		t.Error(p)
	}
}

func TestEachProblemIsFound(t *testing.T) {
	for _, s := range spoilers {
		t.Run(string(s.code)+" "+s.name, func(t *testing.T) {
			g := draft()
			s.spoil(g)
			problems := problemsOf(t, g)
			if !slices.ContainsFunc(problems, func(p decision.Problem) bool {
				return p.Code == s.code && p.Name == s.name && p.Near == s.near
			}) {
				t.Errorf("problems %+v", problems)
			}
		})
	}
}

// TestEveryCodeIsTried: no problem without a guide that has it.
func TestEveryCodeIsTried(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "check.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []decision.ProblemCode
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "ProblemCode" {
			code, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			codes = append(codes, decision.ProblemCode(code))
		}
		return true
	})
	if len(codes) < 20 {
		t.Fatalf("only %d codes read", len(codes))
	}
	for _, s := range spoilers {
		codes = slices.DeleteFunc(codes, func(c decision.ProblemCode) bool { return c == s.code })
	}
	if len(codes) > 0 {
		t.Errorf("never tried: %v", codes)
	}
}

// TestAllProblemsAtOnce: an author sees everything in one go, broken
// references first, then what only a compiled guide shows.
func TestAllProblemsAtOnce(t *testing.T) {
	broken := draft()
	spoilAll(broken, "basis", "step", "late")
	saysAll(t, broken, "basis", "step", "late")
	unsound := draft()
	spoilAll(unsound, "no-basis", "no-sheet", "no-figure", "cycle", "no-step", "astray")
	saysAll(t, unsound, "no-basis", "no-sheet", "no-figure", "cycle", "no-step", "astray")
}

func spoilAll(g *decision.Guide, codes ...decision.ProblemCode) {
	for _, code := range codes {
		for _, s := range spoilers {
			if s.code == code {
				s.spoil(g)
				break
			}
		}
	}
}

func saysAll(t *testing.T, g *decision.Guide, codes ...decision.ProblemCode) {
	t.Helper()
	problems := problemsOf(t, g)
	for _, code := range codes {
		if !slices.ContainsFunc(problems, func(p decision.Problem) bool { return p.Code == code }) {
			t.Errorf("%s is missing from %+v", code, problems)
		}
	}
}

// TestHoleIsNoPanic: a guide with a hole can still be looked at.
func TestHoleIsNoPanic(t *testing.T) {
	g := draft()
	spoilAll(g, "no-step")
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	a := said().With("cause", "impaye").With("client", "consommateur").With("echeance", "lointaine").
		With("contact", "ecrit").With("montant", "grand")
	if v := g.Verdict(a); v.Step != nil || v.Depends != nil {
		t.Errorf("verdict %+v in a hole", v)
	}
	if n := g.Nodes(a); len(n) != 1 || n[0].Step != nil || n[0].Question != nil {
		t.Errorf("nodes %+v in a hole", n)
	}
	if s := g.Escalation(a); s != nil {
		t.Errorf("escalation %+v from a hole", s)
	}
}

// TestRemarks: two answers that change nothing, anywhere, are worth a look.
func TestRemarks(t *testing.T) {
	g := draft()
	g.Questions[4].Options = append(g.Questions[4].Options, decision.Option{Value: "oral"})
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	remarks := g.Check().Remarks
	if len(remarks) != 1 || remarks[0].Question.Fact != "contact" || remarks[0].Values != [2]decision.Value{"ecrit", "oral"} {
		t.Errorf("remarks %+v", remarks)
	}
}

// TestTooManyWaysIsAProblem: a guide within the sizes may still have more states
// than any memory holds. Sixteen pairs of questions, each pair to be compared,
// are enough: it is given up, and said.
func TestTooManyWaysIsAProblem(t *testing.T) {
	g := draft()
	g.Questions, g.Steps, g.Ladder, g.Exercises, g.Causes, g.Thresholds, g.Limitations = nil, nil, nil, nil, nil, nil, nil
	const pairs, values = 16, 8
	for f := range 2 * pairs {
		q := decision.Question{Fact: decision.Fact(fmt.Sprint("f", f))}
		for v := range values {
			q.Options = append(q.Options, decision.Option{Value: decision.Value(fmt.Sprint("v", v))})
		}
		g.Questions = append(g.Questions, q)
	}
	for i := range pairs {
		s := decision.Step{ID: fmt.Sprint("s", i)}
		for v := range values {
			same := []decision.Value{decision.Value(fmt.Sprint("v", v))}
			s.When = append(s.When, decision.Alternative{Conditions: []decision.Condition{
				{Fact: decision.Fact(fmt.Sprint("f", i)), Values: same}, {Fact: decision.Fact(fmt.Sprint("f", i+pairs)), Values: same},
			}})
			g.Ladder = append(g.Ladder, decision.Rung{Step: s.ID, Alternatives: []int{v}})
		}
		g.Steps = append(g.Steps, s)
	}
	saysAll(t, g, "too-many")
}
