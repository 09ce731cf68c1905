package decision_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
)

// model is the decided ladder, read from testdata/modele.md to the letter. It
// shares nothing with the content nor with the diagram.
type model struct {
	facts   []decision.Fact
	values  map[decision.Fact][]decision.Value
	rows    []modelRow
	settles map[decision.Setting][]decision.Setting
}

type modelRow struct {
	step       string
	conditions map[decision.Fact][]decision.Value
}

var (
	factLine   = regexp.MustCompile("^\\| `([a-z]+)` \\| (`.*) \\|$")
	rowLine    = regexp.MustCompile("^\\| \\d+[a-f]? \\| `([a-z-]+)` \\| (.*) \\|$")
	settleLine = regexp.MustCompile(`^\| ([a-z]+) ([a-z-]+) \| ([a-z· -]+) \|$`)
	coded      = regexp.MustCompile("`([a-z0-9-]+)`")
)

// groups are the names the table gives to several values.
var groups = strings.NewReplacer(`\|`, "|",
	"*français privé*", "consommateur|commercant|autre-professionnel",
	"*privé*", "consommateur|commercant|autre-professionnel|etranger",
	"*déjà contacté*", "oral|ecrit|mise-en-demeure")

func readModel(t *testing.T) model {
	t.Helper()
	source, err := os.ReadFile("testdata/modele.md")
	if err != nil {
		t.Fatal(err)
	}
	m := model{values: map[decision.Fact][]decision.Value{}, settles: map[decision.Setting][]decision.Setting{}}
	for _, line := range strings.Split(string(source), "\n") {
		if f := factLine.FindStringSubmatch(line); f != nil {
			fact := decision.Fact(f[1])
			m.facts = append(m.facts, fact)
			for _, v := range coded.FindAllStringSubmatch(f[2], -1) {
				m.values[fact] = append(m.values[fact], decision.Value(v[1]))
			}
		} else if r := rowLine.FindStringSubmatch(line); r != nil {
			m.rows = append(m.rows, modelRow{r[1], conditionsOf(r[2])})
		} else if s := settleLine.FindStringSubmatch(line); s != nil {
			by := decision.Setting{Fact: decision.Fact(s[1]), Value: decision.Value(s[2])}
			for _, part := range strings.Split(s[3], " · ") {
				fact, value, _ := strings.Cut(part, " ")
				m.settles[by] = append(m.settles[by], decision.Setting{Fact: decision.Fact(fact), Value: decision.Value(value)})
			}
		}
	}
	if len(m.facts) != 21 || len(m.rows) != 90 || len(m.settles) != 7 {
		t.Fatalf("%d facts, %d rows, %d answers that settle others", len(m.facts), len(m.rows), len(m.settles))
	}
	return m
}

func conditionsOf(text string) map[decision.Fact][]decision.Value {
	all := map[decision.Fact][]decision.Value{}
	if text == "(toujours)" {
		return all
	}
	for _, part := range strings.Split(groups.Replace(text), " · ") {
		fact, values, _ := strings.Cut(part, " ")
		for _, v := range strings.Split(values, "|") {
			all[decision.Fact(fact)] = append(all[decision.Fact(fact)], decision.Value(v))
		}
	}
	return all
}

// step is the first row that holds in a situation.
func (m model) step(at map[decision.Fact]decision.Value) string {
	for _, r := range m.rows {
		holds := true
		for f, values := range r.conditions {
			holds = holds && slices.Contains(values, at[f])
		}
		if holds {
			return r.step
		}
	}
	return ""
}

// complete gives every fact a value: those told, those that others settle, the
// rest by pick.
func (m model) complete(told map[decision.Fact]decision.Value, pick func(int) int) map[decision.Fact]decision.Value {
	at := map[decision.Fact]decision.Value{}
	for _, f := range m.facts {
		v, settled := at[f]
		if said, ok := told[f]; ok && !settled {
			v = said
		} else if !settled {
			v = m.values[f][pick(len(m.values[f]))]
		}
		at[f] = v
		for _, s := range m.settles[decision.Setting{Fact: f, Value: v}] {
			at[s.Fact] = s.Value
		}
	}
	return at
}

// TestContentIsTheModel: the pages hold the facts, the values, what settles what
// and the rows of the model, all of them and no other, in the same order.
func TestContentIsTheModel(t *testing.T) {
	g, m := guide(t), readModel(t)
	for i, f := range m.facts {
		q := g.Questions[i]
		if q.Fact != f {
			t.Fatalf("question %d is %s, the model has %s", i+1, q.Fact, f)
		}
		if len(q.Options) != len(m.values[f]) {
			t.Errorf("%s has %d answers, the model %d", f, len(q.Options), len(m.values[f]))
		}
		for _, o := range q.Options {
			if !slices.Contains(m.values[f], o.Value) {
				t.Errorf("%s=%s is not in the model", f, o.Value)
			}
			if want := m.settles[decision.Setting{Fact: f, Value: o.Value}]; !slices.Equal(bySetting(o.Implies), bySetting(want)) {
				t.Errorf("%s=%s settles %v, in the model %v", f, o.Value, o.Implies, want)
			}
		}
	}
	var rows []modelRow
	for _, rung := range g.Ladder {
		for _, a := range rung.Alternatives {
			r := modelRow{rung.Step, map[decision.Fact][]decision.Value{}}
			for _, c := range g.Step(rung.Step).When[a].Conditions {
				r.conditions[c.Fact] = c.Values
			}
			rows = append(rows, r)
		}
	}
	if len(rows) != len(m.rows) {
		t.Fatalf("%d rows, the model has %d", len(rows), len(m.rows))
	}
	for i, want := range m.rows {
		if !sameRow(rows[i], want) {
			t.Errorf("row %d is %v, in the model %v", i+1, rows[i], want)
		}
	}
}

func bySetting(all []decision.Setting) []decision.Setting {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b decision.Setting) int { return strings.Compare(string(a.Fact), string(b.Fact)) })
	return all
}

func sameRow(a, b modelRow) bool {
	if a.step != b.step || len(a.conditions) != len(b.conditions) {
		return false
	}
	for f, values := range a.conditions {
		mine, others := slices.Sorted(slices.Values(values)), slices.Sorted(slices.Values(b.conditions[f]))
		if !slices.Equal(mine, others) {
			return false
		}
	}
	return true
}
