package tui_test

import (
	"os"
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
