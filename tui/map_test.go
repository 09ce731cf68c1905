package tui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/french"
	"compromis/internal/say"
)

// onMap opens the map on a window so wide that nothing is cut.
func onMap(t testing.TB, before ...string) *driver {
	return start(t, mapWidth, 60).press(before...).press("t").want("L’arbre des questions")
}

// mapWidth holds the longest way in one line.
const mapWidth = 700

// onRow is the row of the cursor, and the way to it: the labels of the answers,
// from the line above the rows and from the row itself.
func (d *driver) onRow() (row string, way []string) {
	d.t.Helper()
	lines := d.lines()
	above := strings.TrimSpace(lines[d.top()])
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, " ▌") })
	if at < 0 {
		d.t.Fatalf("no cursor on\n%s", d.screen())
	}
	row = lines[at]
	label, _, found := strings.Cut(strings.TrimLeft(row, "▌+−●○×· "), " → ")
	switch {
	case !found:
		return row, nil // the first question
	case strings.HasSuffix(above, "questions au plus"):
		return row, []string{label}
	}
	return row, append(strings.Split(above, " › "), label)
}

// place is the way to the row of the cursor.
func (d *driver) place() []string {
	d.t.Helper()
	_, way := d.onRow()
	return way
}

// wantRow fails unless the cursor is on that row, with what is under it.
func (d *driver) wantRow(way []decision.Setting) {
	d.t.Helper()
	tr := theTree(d.t)
	row, got := d.onRow()
	if want := tr.labels(way); !slices.Equal(got, want) {
		d.t.Fatalf("on %q, want %q\n%s", got, want, d.screen())
	}
	n := tr.to(way)
	if !strings.Contains(row, name(n)) {
		d.t.Fatalf("%v: no %q on the row\n%s", way, name(n), d.screen())
	}
	if n.Question != nil && !strings.HasSuffix(row, "  "+tr.below(n)) {
		d.t.Fatalf("%v: no %q on the row\n%s", way, tr.below(n), d.screen())
	}
}

// walkTo goes from the top of a map that is folded whole to a row below, by the
// arrows.
func (d *driver) walkTo(way []decision.Setting) *driver {
	d.press("home")
	_, options := theTree(d.t).follow(way)
	for _, v := range options {
		d.press("right", "right") // unfold, then go down
		for range v {
			d.press("down")
		}
	}
	return d
}

// TestMapReachesEveryNode walks to every node of the diagram by the arrows; each
// of its branches is a row that tells where it leads and what is under it.
func TestMapReachesEveryNode(t *testing.T) {
	t.Parallel()
	w := mapWalker{onMap(t).resize(mapWidth, 20), theTree(t), map[int]bool{}}
	w.press("left")
	w.explore(nil)
	if len(w.seen) != len(w.tree.nodes) {
		t.Errorf("%d nodes of %d are reached", len(w.seen), len(w.tree.nodes))
	}
}

// mapWalker goes once through what is under each node, folding what it leaves.
type mapWalker struct {
	*driver
	tree
	seen map[int]bool
}

func (w mapWalker) explore(way []decision.Setting) {
	w.t.Helper()
	w.wantRow(way)
	n := w.to(way)
	if w.seen[n.ID] {
		return
	}
	if w.seen[n.ID] = true; n.Question == nil {
		w.press("enter").want(n.Step.Title).want("Une autre voie").press("esc").wantRow(way)
		return
	}
	w.press("right")
	for v := range n.Kids {
		if v == 0 {
			w.press("right")
		} else {
			w.press("down")
		}
		w.explore(taking(way, n, v))
	}
	w.press("left", "left").wantRow(way)
}

// TestMapOpensWhereTheCaseStands shows the way the answers took, and says of
// each branch beside it which answer closed it.
func TestMapOpensWhereTheCaseStands(t *testing.T) {
	g, tr := guide(t), theTree(t)
	for _, e := range examples(guide(t)) {
		d := onMap(t, string(rune('0'+e.Welcome)), "a").resize(mapWidth, 150).want("vous êtes ici")
		a := decision.NewAnswers(today)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		var way []decision.Setting
		for _, r := range g.Walk(a).Path {
			if r.Deduced {
				continue
			}
			n := tr.to(way)
			for v, o := range n.Question.Options {
				row := o.Label + " → " + name(tr.kid(n, v))
				if o.Value == r.Value {
					d.want("● " + row)
				} else {
					d.want(row + " · ").want(" : " + french.Small(n.Question.Name)).wantNot("● " + row)
				}
			}
			way = append(way, decision.Setting{Fact: r.Question.Fact, Value: r.Value})
		}
		d.wantRow(way)
	}
	onMap(t).wantNot("fermée").wantRow(nil)
}

// TestMapSaysWhyOnce tells the first answer that closes a row, on the row it
// closes; those under it are closed too, and tell why under the rows.
func TestMapSaysWhyOnce(t *testing.T) {
	d := onMap(t, "2", "a").press("home", "right")
	d.want("× Facture impayée → Le client ? · fermée : la cause").press("right", "right")
	row := "Un particulier → " + d.guide.Question("difficulte").Name + " ?"
	d.want("× " + row).wantNot(row + " · fermée")
	if foot := words(d.lines()[d.height-4]); !strings.HasPrefix(foot, "Fermée : vous avez répondu « Retard de livraison ». Un particulier") {
		t.Errorf("under the rows: %q", foot)
	}
}

// TestMapUnknownClosesNothing keeps the branches of an answer one does not know
// open.
func TestMapUnknownClosesNothing(t *testing.T) {
	d := start(t, mapWidth, 60)
	a := d.play(undecided, "")
	d.press("a", "t").want("vous êtes ici")
	at := slices.IndexFunc(d.guide.Walk(a).Path, func(r decision.Reply) bool { return r.Value == decision.Unknown })
	d.press("end")
	for _, o := range d.guide.Walk(a).Path[at].Question.Options {
		d.want("○ " + o.Label + " → ")
	}
}

// TestMapFolds folds what was unfolded, and comes back to the same rows.
func TestMapFolds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := onMap(t)
		d.wander(rt, 25)
		before, way := d.screen(), d.place()
		for _, pair := range [][2]string{{"enter", "enter"}, {"right", "left"}} {
			if strings.Contains(d.keysText(), "b ses textes") {
				continue // a step has nothing to fold
			}
			d.press(pair[0])
			if pair[0] == "enter" && d.screen() == before {
				rt.Fatalf("Enter does nothing on\n%s", before)
			}
			if d.press(pair[1]); pair[0] == "enter" && !slices.Equal(d.place(), way) {
				rt.Fatalf("%v leave %q for\n%s", pair, way, d.screen())
			}
		}
		for i := 0; len(way) > 0; i++ { // left, again and again, goes up to the first question
			if d.press("left"); len(d.place()) > len(way) || i > 40 {
				rt.Fatalf("left goes from %q to %q", way, d.place())
			}
			way = d.place()
		}
	})
}

// wander presses keys that move through the map, at random.
func (d *driver) wander(rt *rapid.T, most int) {
	moves := []string{"down", "up", "j", "k", "right", "right", "enter", "left", "*", "home", "end", "pgup", "space", "n", "N"}
	for _, k := range rapid.SliceOfN(rapid.SampledFrom(moves), 1, most).Draw(rt, "keys") {
		d.press(k)
		now := d.screen()
		if strings.Contains(now, "Une autre voie") {
			now = d.press("esc").screen() // the page of a step
		}
		if d.cursors() != 1 {
			rt.Fatalf("not one cursor after %q\n%s", k, now)
		}
	}
}

// counted is the end of a row that tells the ways and the steps under it.
var counted = regexp.MustCompile(`\d(/\d+|\x{a0}parcours, \d+\x{a0}étapes?)$`)

// TestMapFitsEverySize wanders at every size: no line is too wide, and going to
// another size stays on the row.
func TestMapFitsEverySize(t *testing.T) {
	t.Parallel()
	sizes := [][2]int{{40, 12}, {80, 24}, {120, 40}, {59, 16}, {100, 20}, {200, 13}}
	rapid.Check(t, func(rt *rapid.T) {
		before := rapid.SampledFrom([][]string{{}, {"1", "a"}, {"2", "a"}}).Draw(rt, "case")
		d := onMap(t, before...)
		for range 3 {
			size := rapid.SampledFrom(sizes).Draw(rt, "size")
			d.resize(size[0], size[1]).wander(rt, 12)
			if fault := d.misfit(); fault != "" {
				rt.Fatalf("%v: %s\n%s", size, fault, d.screen())
			}
			for _, l := range d.lines() {
				if question := strings.TrimLeft(l, " ▌"); strings.HasPrefix(question, "+ ") || strings.HasPrefix(question, "− ") {
					if !counted.MatchString(l) {
						rt.Fatalf("%v: no count at the end of %q", size, l)
					}
				}
			}
			way := d.resize(mapWidth, 60).place()
			if d.resize(size[0], size[1]).resize(mapWidth, 60); !slices.Equal(d.place(), way) {
				rt.Fatalf("%v moves the cursor from %q to %q", size, way, d.place())
			}
		}
	})
}

// TestMapUnfoldsAll shows every step under a row, but not the whole tree.
func TestMapUnfoldsAll(t *testing.T) {
	t.Parallel()
	tr := theTree(t)
	d := onMap(t, "2", "a")
	way := []decision.Setting{{Fact: "cause", Value: "retard-livraison"}, {Fact: "dette", Value: "non"}, {Fact: "client", Value: "commercant"}}
	for len(d.place()) > len(way) {
		d.press("left")
	}
	d.wantRow(way)
	d.press("*").wantRow(way)
	every := tr.hits(tr.steps[tr.root().ID])
	first := every.upTo(way)
	for i := range tr.ways[tr.to(way).ID] {
		wanted := tr.labels(every.way(first + i))
		for now := d.press("down").place(); !slices.Equal(now, wanted); now = d.press("down").place() {
			if len(now) >= len(wanted) {
				t.Fatalf("%q is not shown\n%s", wanted, d.screen())
			}
		}
	}
	d.press("home", "*").want("Le reste est trop long").press("down").wantNot("Le reste est trop long")
}

// search looks for a text on the map.
func (d *driver) search(text string) *driver { return d.press("/").write(text).press("enter") }

// TestMapSearch lands on the right row at every jump, from any row, forth and
// back, around the whole tree.
func TestMapSearch(t *testing.T) {
	t.Parallel()
	g, tr := guide(t), theTree(t)
	rapid.Check(t, func(rt *rapid.T) {
		wanted := rapid.SampledFrom(g.Steps).Draw(rt, "step").Title
		typed := rapid.SampledFrom([]string{wanted, strings.ToUpper(wanted), french.Slug(wanted)}).Draw(rt, "typed")
		from := tr.anyRow(rt)
		found := map[string]bool{}
		for _, s := range g.Steps {
			found[s.ID] = finds(g, s, wanted)
		}
		hits := tr.hits(found)
		at := hits.upTo(from) - 1
		d := onMap(t)
		d.press("left").walkTo(from)
		jumps := rapid.SliceOfN(rapid.SampledFrom([]string{"n", "n", "N"}), 1, 12).Draw(rt, "jumps")
		for i, by := range append([]string{"n"}, jumps...) {
			if i == 0 {
				d.search(typed)
			} else {
				d.press(by)
			}
			at = (at + map[string]int{"n": 1, "N": -1}[by] + hits.all()) % hits.all()
			if way := tr.labels(hits.way(at)); !slices.Equal(d.place(), way) {
				rt.Fatalf("search %q: on %q, want %q", typed, d.place(), way)
			}
		}
	})
}

// finds says whether every word of a search begins a word of the name of a step,
// or of one text it rests on.
func finds(g *decision.Guide, s decision.Step, wanted string) bool {
	texts := []string{s.Title}
	for _, c := range s.Bases {
		b := g.Basis(c.Basis)
		texts = append(texts, c.Label+" "+b.Title+" "+b.Reference)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		for _, w := range strings.Split(french.Slug(wanted), "-") {
			if !slices.ContainsFunc(strings.Split(french.Slug(text), "-"), func(t string) bool { return strings.HasPrefix(t, w) }) {
				return false
			}
		}
		return true
	})
}

// anyRow draws a row of the map.
func (tr tree) anyRow(rt *rapid.T) []decision.Setting {
	way := tr.anyWay(rt)
	return way[:rapid.IntRange(0, len(way)).Draw(rt, "depth")]
}

// anyWay draws a way to a step.
func (tr tree) anyWay(rt *rapid.T) []decision.Setting {
	var way []decision.Setting
	n := tr.root()
	for n.Question != nil {
		v := rapid.IntRange(0, len(n.Kids)-1).Draw(rt, string(n.Question.Fact))
		way = taking(way, n, v)
		n = tr.kid(n, v)
	}
	return way
}

// TestMapSearchesTexts finds the steps that rest on a text by its number, and
// only those.
func TestMapSearchesTexts(t *testing.T) {
	t.Parallel()
	g := guide(t)
	for i := range g.Steps {
		cited := g.Basis(g.Steps[i].Bases[0].Basis)
		d := onMap(t).search(cited.Reference).press("N", "n")
		for range 3 {
			title := strings.TrimSpace(strings.SplitN(d.cursor(), " → ", 2)[1])
			found := slices.IndexFunc(g.Steps, func(s decision.Step) bool { return strings.HasPrefix(title, s.Title+"  ") })
			if found < 0 || !slices.ContainsFunc(g.Steps[found].Bases, func(c decision.Citation) bool {
				b := g.Basis(c.Basis)
				return allIn(french.Slug(cited.Reference), french.Slug(c.Label+" "+b.Title+" "+b.Reference))
			}) {
				t.Errorf("%q leads to %q", cited.Reference, title)
			}
			d.press("n")
		}
	}
}

// allIn says whether every word of a slug is in another.
func allIn(wanted, slug string) bool {
	for _, w := range strings.Split(wanted, "-") {
		if !strings.Contains(slug, w) {
			return false
		}
	}
	return true
}

// TestMapSearchWithoutHit says so and stays; Escape and an empty search change
// nothing; letters go to the search, q too.
func TestMapSearchWithoutHit(t *testing.T) {
	d := onMap(t, "2", "a")
	way := d.place()
	for _, typed := range []string{"zzz", "q zzz é", "!!!", strings.Repeat("long ", 40)} {
		if d.search(typed).want("Rien ne correspond"); !slices.Equal(d.place(), way) || d.quit {
			t.Errorf("%q leaves the row", typed)
		}
	}
	d.press("n").want("Rien n’est cherché")
	for _, keys := range [][]string{{"/", "c", "esc"}, {"/", "enter"}, {"/", "c", "backspace", "enter"}} {
		if d.press(keys...); !slices.Equal(d.place(), way) {
			t.Errorf("%v leaves the row", keys)
		}
	}
	if d.press("/").paste("mettre en\n demeure").press("enter"); !strings.Contains(d.cursor(), "Mettre le client en demeure") {
		t.Errorf("a paste leads to %q", d.cursor())
	}
}

// TestMapTexts lists, for every step and each of its texts, the steps that rest
// on it; choosing one lands on its first way.
func TestMapTexts(t *testing.T) {
	t.Parallel()
	g, tr := guide(t), theTree(t)
	for i := range g.Steps {
		s := &g.Steps[i]
		for j, c := range s.Bases {
			if !decisiontest.Tries(i + j) {
				continue
			}
			d := onMap(t).press("left").walkTo(tr.firstStep(s.Title)).press("b")
			for range j {
				d.press("down")
			}
			d.press("enter").want(g.Basis(c.Basis).Title)
			resting := restingOn(g, c.Basis)
			for _, o := range g.Steps {
				if listed := d.lists("○ " + o.Title); listed != slices.Contains(resting, o.ID) {
					t.Fatalf("%s, %s: %s listed: %v\n%s", s.ID, c.Basis, o.ID, listed, d.screen())
				}
			}
			for range len(resting) - 1 {
				d.press("down")
			}
			title := strings.TrimSpace(strings.TrimPrefix(d.cursor(), "○ "))
			first := tr.labels(tr.firstStep(title))
			if d.press("enter").want("étape trouvée"); !slices.Equal(d.place(), first) {
				t.Errorf("%s: on %q, want %q", title, d.place(), first)
			}
		}
	}
	d := onMap(t).search(g.Steps[0].Title).press("b", "enter", "end", "enter").want("En vigueur")
	d.press("esc").want("Lire ce texte").press("esc").want("Choisissez un texte").press("esc").want("L’arbre des questions")
}

// lists says whether a line of the screen is that text.
func (d *driver) lists(text string) bool {
	return slices.ContainsFunc(d.lines(), func(l string) bool { return strings.Trim(l, " ▌") == text })
}

// restingOn are the steps that rest on a text, themselves or by a condition.
func restingOn(g *decision.Guide, basis string) []string {
	var all []string
	for _, s := range g.Steps {
		cites := slices.ContainsFunc(s.Bases, func(c decision.Citation) bool { return c.Basis == basis })
		for _, a := range s.When {
			cites = cites || slices.ContainsFunc(a.Conditions, func(c decision.Condition) bool { return c.Basis == basis })
		}
		if cites {
			all = append(all, s.ID)
		}
	}
	return all
}

// TestMapStartsFromARow begins a case with the answers of any row.
func TestMapStartsFromARow(t *testing.T) {
	t.Parallel()
	tr := theTree(t)
	rapid.Check(t, func(rt *rapid.T) {
		whole := rapid.Bool().Draw(rt, "whole")
		path := tr.anyWay(rt)
		if !whole {
			path = path[:rapid.IntRange(0, len(path)).Draw(rt, "depth")]
		}
		d := onMap(t)
		d.press("left").walkTo(path)
		a := decision.NewAnswers(today)
		for _, s := range path {
			a = a.With(s.Fact, string(s.Value))
		}
		d.press("g").wantNext(a)
		if !whole {
			return // a question has no key for the welcome screen
		}
		if d.press("a", "t"); !slices.Equal(d.place(), tr.labels(path)) {
			rt.Fatalf("the map opens on %q, want %q", d.place(), tr.labels(path))
		}
	})
	onMap(t, "n", "1", "1", "5", "2", "1", "a").press("g").want("Commencer un autre conflit").press("esc").want("L’arbre des questions")
}

// TestMapLadder tells every step with its cost, time and worth, in columns or
// in lines, and comes back to the same row.
func TestMapLadder(t *testing.T) {
	for _, width := range []int{40, 79, 80, 120} {
		d := onMap(t, "2", "a").resize(width, 700)
		before := d.screen()
		d.press("l").fits()
		columns := d.columns()
		for _, s := range d.guide.Steps {
			if width < 80 {
				d.want(s.Title).want("Coût : " + s.Brief.Cost).want("Délai : " + s.Brief.Time).want(say.WorthLabel + " : " + s.Brief.Worth)
				continue
			}
			for i, cell := range []string{s.Title, s.Brief.Cost, s.Brief.Time, s.Brief.Worth} {
				if !strings.Contains(columns[i], words(cell)) {
					t.Errorf("%d: no %q in column %d", width, cell, i+1)
				}
			}
		}
		d.press("enter").want("Une autre voie").press("esc").want("L’échelle des étapes")
		if d.press("l"); d.screen() != before {
			t.Errorf("%d: back on\n%s\nwant\n%s", width, d.screen(), before)
		}
	}
}

// columns are the texts of the four columns of the ladder, found by its header.
func (d *driver) columns() [4]string {
	var starts []int
	var all [4]string
	for _, l := range d.lines() {
		runes := []rune(l)
		if strings.Contains(l, "Coût  ") {
			starts = []int{2}
			for _, name := range []string{"Coût", "Délai", say.WorthLabel} {
				starts = append(starts, len([]rune(l[:strings.Index(l, name)])))
			}
		}
		for i, from := range starts {
			to := len(runes)
			if i < 3 {
				to = min(to, starts[i+1])
			}
			if from < to {
				all[i] = words(all[i] + " " + string(runes[from:to]))
			}
		}
	}
	return all
}

// TestMapMouse goes to the row under the mouse, unfolds it, opens a step at the
// second click, and scrolls with the wheel.
func TestMapMouse(t *testing.T) {
	d := onMap(t).resize(80, 24)
	d.clickOn("+ ○ Rupture de stock").want("− ○ Rupture de stock").clickOn("− ○ Rupture de stock").want("+ ○ Rupture de stock")
	if d.place()[0] != "Rupture de stock" {
		t.Errorf("a click leads to %q", d.place())
	}
	d.search("appeler")
	y := slices.IndexFunc(d.lines(), func(l string) bool { return strings.HasPrefix(l, " ▌") })
	d.press("up").click(6, y).want("L’arbre des questions").click(6, y).want("Une autre voie").press("esc")
	d.press("home", "*")
	top := d.screen()
	if d.wheel(3); d.row("− ○ Facture") >= 0 {
		t.Errorf("the wheel does not scroll\n%s", d.screen())
	}
	if d.cursors() != 1 {
		t.Errorf("the wheel loses the cursor\n%s", d.screen())
	}
	if d.wheel(-3).press("home"); d.row("− ● La cause") < 0 {
		t.Errorf("the wheel does not come back\n%s\nfrom\n%s", d.screen(), top)
	}
	before := d.wheel(-1).screen()
	for _, at := range [][2]int{{5, 0}, {5, 2}, {5, 21}, {5, 22}, {79, 23}} { // the last line holds keys, which one may click
		if d.click(at[0], at[1]); d.screen() != before {
			t.Fatalf("a click at %v changes\n%s\nto\n%s", at, before, d.screen())
		}
	}
}

// BenchmarkMapKey is one key and the screen after it, with several hundred rows
// unfolded under the rows of a case.
func BenchmarkMapKey(b *testing.B) {
	for _, m := range []struct {
		name  string
		moves []string
	}{
		{"bouger", []string{"down", "up"}}, {"page", []string{"pgdown", "pgup"}}, {"plier", []string{"enter"}},
		{"chercher", []string{"n"}}, {"tout-deplier", []string{"left", "*"}},
	} {
		b.Run(m.name, func(b *testing.B) {
			d := start(b, 120, 40).press("2", "a", "t").search("juge").press("home", "*")
			moves := make([]tea.KeyPressMsg, len(m.moves))
			for i, name := range m.moves {
				moves[i] = keyOf(name)
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.send(moves[i%len(moves)])
				_ = d.model.View()
			}
		})
	}
}

// BenchmarkMapOpen charts the whole tree and draws it.
func BenchmarkMapOpen(b *testing.B) {
	d := start(b, 120, 40).press("2", "a")
	b.ReportAllocs()
	for b.Loop() {
		d.press("t")
		_ = d.model.View()
		d.press("esc")
	}
}
