package tui_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/stage"
	"compromis/tui"
)

// room is a folder two terminals share, and the time there.
type room struct {
	t   testing.TB
	dir string
	at  time.Time
	on  time.Time         // the day to reason on
	out map[string]string // the documents written
}

func newRoom(t testing.TB) *room {
	t.Helper()
	return &room{t: t, dir: t.TempDir(), at: today, on: today, out: map[string]string{}}
}

func (r *room) stage() *stage.Stage {
	r.t.Helper()
	s, err := stage.Open(r.dir, func() time.Time { return r.at })
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

// play is what the folder says is on stage.
func (r *room) play() stage.Play {
	p, _, _, _ := r.stage().Look(stage.Stamp{})
	return p
}

// terminal opens the interface on a view, in a terminal of the room.
func (r *room) terminal(view, exercise string, width, height int) *driver {
	r.t.Helper()
	write := func(name string, write func(io.Writer) error) (string, error) {
		var b strings.Builder
		err := write(&b)
		r.out[name] = b.String()
		return "/home/someone/private/" + name, err
	}
	d := &driver{t: r.t, guide: guide(r.t)}
	d.model = tui.New(tui.Config{Load: load, Today: r.on, Stage: r.stage(), View: view, Exercise: exercise, Export: write})
	d.resize(width, height)
	d.run(d.model.Init())
	return d
}

func (r *room) project(e decision.Exercise, width, height int) *driver {
	r.t.Helper()
	return r.terminal(tui.ViewProjection, e.ID, width, height)
}

// look makes the notes look at the stage at once.
func (d *driver) look() *driver {
	width, height := d.width, d.height
	return d.resize(width+1, height).resize(width, height)
}

// goTo goes to the slide of that name, forward.
func (r *room) goTo(d *driver, name string) {
	r.t.Helper()
	for range 60 {
		if r.play().Name == name {
			return
		}
		d.press("space")
	}
	r.t.Fatalf("no slide %q on\n%s", name, d.screen())
}

// givesAway says whether a screen shows the step otherwise than among all the
// proposals.
func (r *room) givesAway(d *driver, e decision.Exercise) bool {
	step := d.guide.Step(e.Step)
	if !d.shows(step.Title) {
		return false
	}
	return slices.ContainsFunc(r.play().Proposals, func(id string) bool { return !d.shows(d.guide.Step(id).Title) })
}

// TestStepIsHiddenUntilRevealed: whatever one does short of revealing it, the
// step shows only among the proposals; Enter on the answer shows it.
func TestStepIsHiddenUntilRevealed(t *testing.T) {
	for _, e := range guide(t).Exercises {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			d := r.project(e, 120, 40)
			for _, keys := range [][]string{{"enter"}, {"end"}, {"9", "9", "enter"}, {"home"}} {
				if d.press(keys...); r.givesAway(d, e) || r.play().Revealed {
					t.Fatalf("%v gives the step away:\n%s", keys, d.screen())
				}
			}
			for last := -1; last != r.play().Screen; d.press("space") {
				if last = r.play().Screen; r.givesAway(d, e) {
					t.Fatalf("the step is given away on\n%s", d.screen())
				}
			}
			d.wantNot(d.guide.Step(e.Step).Title).press("right", "down", "pgdown").wantNot(d.guide.Step(e.Step).Title)
			d.press("enter").want(d.guide.Step(e.Step).Title)
			d.press("space").want(strings.ToUpper("Pourquoi"))
		})
	}
}

// presses are the keys one may press in front of a room.
var presses = []string{"space", "space", "right", "down", "pgdown", "left", "up", "pgup", "home", "end", "enter", "b", ".",
	"1", "2", "3", "/", "5", "backspace", "delete", "ctrl+u", "ctrl+w", "esc", "q", "x", "?", "w", "é"}

// TestAnyKeysInFrontOfARoom presses keys at random at any size: the window stays
// whole, the step stays hidden until it is revealed, and the notes follow.
func TestAnyKeysInFrontOfARoom(t *testing.T) {
	t.Parallel()
	exercises := guide(t).Exercises
	rapid.Check(t, func(check *rapid.T) {
		r := newRoom(t)
		e := exercises[rapid.IntRange(0, len(exercises)-1).Draw(check, "exercise")]
		d := r.project(e, 120, 40)
		notes := r.terminal(tui.ViewNotes, "", 100, 40)
		for range rapid.IntRange(1, 25).Draw(check, "presses") {
			key := rapid.SampledFrom(presses).Draw(check, "key")
			d.press(key)
			if fault := d.broken(); fault != "" {
				check.Fatalf("%q: %s\n%s", key, fault, d.screen())
			}
			p := r.play()
			if p.Exercise == e.ID && !p.Revealed && !p.Over && r.givesAway(d, e) {
				check.Fatalf("%q gives the step away on\n%s", key, d.screen())
			}
			if shown := fmt.Sprintf("À l’écran %d. %s", p.Screen+1, p.Name); !p.Over && !notes.look().shows(shown) {
				check.Fatalf("the notes do not show %q on\n%s", shown, notes.screen())
			}
		}
	})
}

// broken tells what is wrong with the shape of a screen without a help line.
func (d *driver) broken() string {
	lines := d.lines()
	if len(lines) != d.height {
		return fmt.Sprintf("%d lines, not %d", len(lines), d.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > d.width {
			return fmt.Sprintf("line %d is %d wide", i+1, w)
		}
	}
	return ""
}

// TestSlidesAtEverySize reads every exercise to its end at every size: no line
// is broken or longer than the eye follows, and every word of it is there.
func TestSlidesAtEverySize(t *testing.T) {
	for _, e := range guide(t).Exercises {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%d", e.ID, size[0]), func(t *testing.T) {
				t.Parallel()
				r := newRoom(t)
				d := r.project(e, size[0], size[1])
				read := map[string]string{}
				for name, at := "", -1; name != "Fin du cas"; d.press("space") {
					p := r.play()
					if at == p.Screen && name == "La réponse" && !p.Revealed {
						d.press("enter")
					}
					name, at = p.Name, p.Screen
					read[name] += " " + d.body()
					if fault := d.broken(); fault != "" {
						t.Fatalf("%s\n%s", fault, d.screen())
					}
					for _, l := range d.lines() {
						if ansi.StringWidth(strings.TrimSpace(l)) > 60 {
							t.Fatalf("too long to follow: %q", l)
						}
					}
				}
				for name, text := range map[string]string{
					"Le récit": e.Story.String(), "Les pièces": e.Documents.String(), "Ce qu’il faut retenir": e.Point.String(),
					"L’erreur classique": e.Mistake.String(), "La réponse": d.guide.Step(e.Step).Summary,
				} {
					for _, word := range strings.Fields(text) {
						if !strings.Contains(read[name], word) {
							t.Errorf("%s lacks %q in %q", name, word, read[name])
						}
					}
				}
			})
		}
	}
}

// body is the text of a slide, less its number.
func (d *driver) body() string { return words(strings.Join(d.lines()[:d.height-1], "\n")) }

// TestVotes types votes: bad ones are told and kept, good ones drawn; the second
// vote stands beside the first, with the shift.
func TestVotes(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		r := newRoom(t)
		e := guide(t).Exercises[0]
		d := r.project(e, size[0], size[1])
		r.goTo(d, "Premier vote")
		d.write("5/9/x").press("enter").wantTyped("5/9/x").want("! «")
		d.press("down", "up").wantTyped("5/9/x").want("! «")
		d.press("home", "right", "left", "end", "backspace").wantNot("! «").write("2").press("enter").wantTyped("5/9/2").want("! Il faut 5 nombres, un par proposition, et vous en donnez 3. Écrivez par exemple 5/9/2/4/1.")
		if len(r.play().Before) > 0 {
			t.Fatal("a bad vote is counted")
		}
		d.write("/0/4").press("enter").want("20, comme les votes").press("enter").wantTyped("").want("9")
		if got := r.play().Before; !slices.Equal(got, []int{5, 9, 2, 0, 4}) {
			t.Fatalf("votes %v", got)
		}
		if bars := d.bars(); !slices.IsSortedFunc([]int{bars[3], bars[2], bars[4], bars[0], bars[1]}, func(a, b int) int { return a - b }) || bars[3] != 0 || bars[1] <= bars[2] {
			t.Errorf("bars %v on\n%s", bars, d.screen())
		}
		r.goTo(d, "Second vote")
		d.write("5/2/9/3/1").press("enter")
		for _, shift := range []string{"=", "−7", "+7", "+3", "−3"} {
			d.want(shift)
		}
		if got := r.play(); !slices.Equal(got.After, []int{5, 2, 9, 3, 1}) || !slices.Equal(got.Before, []int{5, 9, 2, 0, 4}) {
			t.Errorf("votes %v then %v", got.Before, got.After)
		}
		d.write("9/9/9/9/9").press("enter").wantTyped("9/9/9/9/9").want("! 45")
		if got := r.play().After; !slices.Equal(got, []int{5, 2, 9, 3, 1}) {
			t.Errorf("more votes than people are kept unasked: %v", got)
		}
		if d.press("enter"); !slices.Equal(r.play().After, []int{9, 9, 9, 9, 9}) {
			t.Errorf("asked, and not kept: %v", r.play().After)
		}
		d.want("45, comme les votes").write("5/2/9/3/1").press("enter") // a slip that one sees at once
		if got := r.play(); !slices.Equal(got.After, []int{5, 2, 9, 3, 1}) {
			t.Errorf("typed again where the room is counted: %v", got.After)
		}
		d.press("enter").wantNot("Combien")
		d.paste("\x1b[2J\n/").press("enter")
		if fault := d.broken(); fault != "" {
			t.Errorf("after a paste: %s\n%s", fault, d.screen())
		}
		d.press("esc").write("1/1").press("esc").wantNot("1/1").wantNot("QUITTER")
		d.write("3/1").press("left", "left", "backspace", "5", "delete", "/").paste(" 4\n").wantTyped("5/41")
	}
}

// wantTyped fails unless those are the votes being typed.
func (d *driver) wantTyped(votes string) *driver {
	d.t.Helper()
	if got := strings.TrimSpace(d.cursor()); got != votes {
		d.t.Fatalf("%q typed, not %q\n%s", got, votes, d.screen())
	}
	return d
}

// bars are the lengths of the bars, by proposal.
func (d *driver) bars() []int {
	var bars []int
	lines := d.lines()
	for i, l := range lines {
		letter, _, found := strings.Cut(strings.TrimSpace(l), "  ")
		if !found || len(letter) != 1 || letter[0] < 'A' || letter[0] > 'F' {
			continue
		}
		if d.height >= 16 {
			for i++; strings.TrimSpace(lines[i]) == ""; i++ {
				continue
			}
		}
		bars = append(bars, strings.Count(lines[i], "█"))
	}
	return bars
}

// TestBlackOut hides everything; the next key only brings it back.
func TestBlackOut(t *testing.T) {
	for _, dark := range []string{"b", "."} {
		r := newRoom(t)
		d := r.project(guide(t).Exercises[0], 80, 24).press("space")
		notes := r.terminal(tui.ViewNotes, "", 80, 24)
		before := d.screen()
		if text := d.press(dark).text(); text != "" || d.broken() != "" {
			t.Fatalf("%q shows %q", dark, text)
		}
		notes.look().want("L’écran est noir.")
		for _, key := range []string{"space", "esc", "enter", "b", "q"} {
			if d.press(key); d.quit || d.screen() != before {
				t.Fatalf("%q after black: %s", key, d.screen())
			}
			d.press(dark)
		}
		d.press("x")
		notes.look().wantNot("L’écran est noir.")
	}
}

// TestProjectionComesBack: killed anywhere, the projection offers to go on, and
// shows the same slide; so do the notes.
func TestProjectionComesBack(t *testing.T) {
	t.Parallel()
	for _, e := range guide(t).Exercises[:6] {
		r := newRoom(t)
		d := r.project(e, 80, 24)
		notes := r.terminal(tui.ViewNotes, "", 100, 60)
		for range 40 {
			before := d.screen()
			if again := r.terminal(tui.ViewNotes, "", 100, 60); again.screen() != notes.look().screen() {
				t.Fatalf("notes from nothing:\n%s\nnotes that followed:\n%s", again.screen(), notes.screen())
			}
			if r.play().Name == "Fin du cas" {
				break
			}
			d = r.terminal(tui.ViewProjection, "", 80, 24).want("Reprendre").press("enter")
			if d.screen() != before {
				t.Fatalf("came back to\n%s\nnot\n%s", d.screen(), before)
			}
			switch p := r.play(); p.Name {
			case "Premier vote", "Second vote":
				d.write("1/2/3/4/5").press("enter")
				d = r.terminal(tui.ViewProjection, "", 80, 24).press("enter")
			case "La réponse":
				d.press("enter")
			}
			for screen := r.play().Screen; screen == r.play().Screen; {
				d.press("space")
			}
		}
		if r.play().Name != "Fin du cas" {
			t.Errorf("%s: the end is never reached: %+v", e.ID, r.play())
		}
	}
}

// TestOneExerciseAskedFor goes straight to it, unless another was cut short; an
// unknown one is told, with the list.
func TestOneExerciseAskedFor(t *testing.T) {
	r := newRoom(t)
	all := guide(t).Exercises
	r.project(all[3], 80, 24).want(all[3].Title).want("CAS PRATIQUE")
	d := r.project(all[5], 80, 40).want("Reprendre").want(all[3].Title).want(all[5].Title)
	d.press("down", "enter").want("CAS PRATIQUE").want(all[5].Title)
	r = newRoom(t)
	r.terminal(tui.ViewProjection, "n-existe-pas", 80, 24).want("n-existe-pas").want(all[0].Title).press("enter").want("CAS PRATIQUE")
}

// TestLeavingTheProjection asks first, and tells the notes.
func TestLeavingTheProjection(t *testing.T) {
	r := newRoom(t)
	e := guide(t).Exercises[0]
	d := r.project(e, 80, 24).press("space")
	notes := r.terminal(tui.ViewNotes, "", 80, 24)
	before := d.screen()
	d.press("q")
	if d.quit || d.press("esc").screen() == before {
		t.Fatalf("esc does not ask:\n%s", d.screen())
	}
	if d.press("esc"); d.screen() != before {
		t.Fatalf("another key does not stay:\n%s", d.screen())
	}
	notes.look().wantNot("En attente")
	d.press("esc", "enter").want("Projeter devant une salle").want(e.Title)
	notes.look().want("En attente")
	d.press("esc").want("Nouveau conflit")
}

// TestWritesOutOfOrder: when a change is written after the next one, the notes
// still end on the last.
func TestWritesOutOfOrder(t *testing.T) {
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24)
	var writes []tea.Cmd
	for range 2 {
		_, cmd := d.model.Update(keyOf("space"))
		writes = append(writes, cmd)
	}
	d.run(writes[1])
	d.run(writes[0])
	if p := r.play(); p.Screen != 2 {
		t.Errorf("on stage: screen %d, %s", p.Screen+1, p.Name)
	}
}

// TestFinishedIsNotResumed: once at its end, there is nothing to go on with.
func TestFinishedIsNotResumed(t *testing.T) {
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24).press("end", "enter", "space")
	r.terminal(tui.ViewProjection, "", 80, 24).want("Reprendre")
	d.press("end")
	r.terminal(tui.ViewProjection, "", 80, 24).wantNot("Reprendre")
}

// TestNextExercise: the end leads to the next one, a new play in the session.
func TestNextExercise(t *testing.T) {
	r := newRoom(t)
	all := guide(t).Exercises
	d := r.project(all[0], 80, 24).press("end", "enter", "end").want(all[1].Title)
	r.at = r.at.Add(time.Minute)
	d.press("enter").want("CAS PRATIQUE").want(all[1].Title)
	if plays := r.stage().Plays(); len(plays) != 2 || r.play().Exercise != all[1].ID || r.play().Revealed {
		t.Errorf("plays %+v", plays)
	}
}

// TestNothingOfTheCaseIsShown: the slides are the same whether a case is under
// way or not.
func TestNothingOfTheCaseIsShown(t *testing.T) {
	r, other := newRoom(t), newRoom(t)
	d, busy := r.terminal("", "", 80, 24).press("p", "enter"), other.terminal("", "", 80, 24).press("2", "a", "p", "enter")
	for range 30 {
		if d.screen() != busy.screen() {
			t.Fatalf("without a case:\n%s\nwith one:\n%s", d.screen(), busy.screen())
		}
		d.press("space", "enter")
		busy.press("space", "enter")
	}
}

// TestHelpOfTheProjection: keys are told in the help only.
func TestHelpOfTheProjection(t *testing.T) {
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24)
	before := d.screen()
	d.wantNot("aide").wantNot("échap").press("?").want("écran noir").press("?")
	if d.screen() != before {
		t.Errorf("came back to\n%s", d.screen())
	}
}

// TestSessionReport writes the report in two files, and shows no folder.
func TestSessionReport(t *testing.T) {
	r := newRoom(t)
	d := r.terminal("", "", 80, 40).press("p", "w").want("n’est pas enregistré").press("enter", "enter")
	r.goTo(d, "Premier vote")
	d.write("1/2/3/4/5").press("enter", "end", "enter", "end", "w")
	d.want("seance-2026-11-23.md").want("seance-2026-11-23.csv").wantNot("someone")
	if len(r.out) != 2 {
		t.Errorf("written: %v", r.out)
	}
}

// TestWithoutAStage: the projection works alone.
func TestWithoutAStage(t *testing.T) {
	d := start(t, 80, 24).press("p").want("sans les notes").press("enter").want("CAS PRATIQUE")
	d.press("end", "enter").want(d.guide.Step(d.guide.Exercises[0].Step).Title).press("end", "w").want("n’est pas enregistré")
}
