package tui_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/say"
	"compromis/tui"
)

// atDeskIn opens the kitchen on a day, to its page.
func atDeskIn(t *testing.T, on time.Time) *desk {
	t.Helper()
	d := &desk{cases: t.TempDir(), papers: t.TempDir(), driver: &driver{t: t, guide: guide(t)}}
	cases, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	file, err := cases.Create(kitchen())
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	d.model = tui.New(tui.Config{Load: load, Today: on, Cases: cases, Open: file.Case().ID, Export: d.export})
	d.resize(100, 150)
	d.run(d.model.Init())
	return d
}

// Every screen that shows a text says so when its reading has become too old, and a
// letter that rests on it asks before it is written.
func TestOldReadingsAreTold(t *testing.T) {
	for _, test := range []struct {
		on  time.Time
		old bool
	}{{today, false}, {time.Date(2028, 6, 1, 9, 0, 0, 0, time.UTC), true}} {
		told := func(d *desk) {
			t.Helper()
			if d.shows(say.OldReading) != test.old {
				t.Errorf("on %s, an old reading is told: %v\n%s", test.on, !test.old, d.screen())
			}
		}
		d := atDeskIn(t, test.on)
		d.press("l").clickOn(notice)
		told(d)
		d.press("p")
		if written, _ := os.ReadDir(d.papers); len(written) == 0 != test.old {
			t.Fatalf("on %s, %d papers are written at once\n%s", test.on, len(written), d.screen())
		}
		if !test.old {
			continue
		}
		d.want("malgré tout").press("n").want("Objet")
		if written, _ := os.ReadDir(d.papers); len(written) != 0 {
			t.Error("written though refused")
		}
		d.press("p", "o").want("Document enregistré").press("esc").want("Objet").want("[à compléter : relire les textes avant l’envoi")
		if written, _ := os.ReadDir(d.papers); len(written) != 1 {
			t.Error("not written though agreed")
		}
		d.press("G").clickAt("art. 1344 (lu")
		d.want("Lu il y a plus d’un an")
	}
}

// later is a day on which most readings are too old.
var later = time.Date(2028, 6, 1, 9, 0, 0, 0, time.UTC)

// outdated is what no screen may leave out then.
const outdated = "à relire"

// TestNoScreenReadsAsToday: whatever the screen, it says once that most of the law is to
// be read again, and does not as long as it is not.
func TestNoScreenReadsAsToday(t *testing.T) {
	g := guide(t)
	if now := startInDay(t, g, today, 100, 30); now.shows("droit " + outdated) {
		t.Fatalf("today, the first screen says\n%s", now.screen())
	}
	for _, s := range append(slices.Clone(scenes), keys("projection", "p", "enter", "end", "enter")) {
		for _, width := range []int{50, 100} {
			d := startInDay(t, g, later, width, 30)
			s.play(d)
			edges := append(d.lines()[:3:3], d.lines()[len(d.lines())-1])
			if !strings.Contains(strings.Join(edges, "\n"), outdated) {
				t.Errorf("%s, on %d cells, reads as today:\n%s", s.name, width, d.screen())
			}
		}
	}
}

// TestEverySlideTellsAnOldReading: what a room sees of a text, and of a rule that rests
// on one, says that its reading is too old; so does every slide, at its foot.
func TestEverySlideTellsAnOldReading(t *testing.T) {
	for _, on := range []time.Time{today, later} {
		r, old := newRoom(t), on == later
		r.on = on
		d := r.project(guide(t).Exercises[0], 100, 40)
		met := 0
		for name := ""; name != "Fin du cas"; d.press("space") {
			if r.play().Name == "La réponse" && !r.play().Revealed {
				d.press("enter")
			}
			name = r.play().Name
			if d.shows(outdated) != old {
				t.Errorf("on %s, %s:\n%s", on, name, d.screen())
			}
			if name == "Le texte" || name == "Pourquoi" {
				if met++; d.shows(say.OldReading) != old {
					t.Errorf("on %s, a text on %s:\n%s", on, name, d.screen())
				}
			}
		}
		if met != 2 {
			t.Errorf("%d slides tell the law", met)
		}
	}
}
