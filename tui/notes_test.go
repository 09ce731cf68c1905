package tui_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/stage"
	"compromis/tui"
)

// ticks gives the interface what its timers bring, once each has run out, and
// returns what it asks for then.
func (d *driver) ticks(cmd tea.Cmd) tea.Cmd {
	var next []tea.Cmd
	var visit func(cmd tea.Cmd)
	visit = func(cmd tea.Cmd) {
		if cmd == nil || waits(cmd) && !strings.Contains(runtime.FuncForPC(pointer(cmd)).Name(), "bubbletea/v2.Tick") {
			return
		}
		msg := cmd()
		if list := reflect.ValueOf(msg); list.Kind() == reflect.Slice {
			for i := range list.Len() {
				if c, ok := list.Index(i).Interface().(tea.Cmd); ok {
					visit(c)
				}
			}
			return
		}
		var then tea.Cmd
		d.drawn, d.told = "", ""
		d.model, then = d.model.Update(msg)
		next = append(next, then)
	}
	visit(cmd)
	return tea.Batch(next...)
}

// TestNotesFollowByThemselves: without a key, a few looks later, the notes show
// what the projection does.
func TestNotesFollowByThemselves(t *testing.T) {
	r := newRoom(t)
	notes := &driver{t: t, guide: guide(t)}
	notes.model = tui.New(tui.Config{Load: load, Today: today, Stage: r.stage(), View: tui.ViewNotes})
	notes.resize(80, 24)
	cmd := notes.model.Init()
	looks := func(text string) {
		t.Helper()
		for range 6 {
			if cmd = notes.ticks(cmd); notes.shows(text) {
				return
			}
		}
		notes.want(text)
	}
	looks("En attente de la projection")
	d := r.project(guide(t).Exercises[0], 80, 24)
	looks("À l’écran 1. Le titre")
	d.press("space")
	looks("À l’écran 2. Le récit")
	notes.press("?").want("Aide").press("?")
	d.press("space")
	cmd = func() tea.Msg { return tea.WindowSizeMsg{Width: 81, Height: 24} } // the looks go on after the help
	looks("À l’écran 3. Les pièces")
}

// TestNotesTell everything the trainer needs, at each screen.
func TestNotesTell(t *testing.T) {
	for _, e := range guide(t).Exercises {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			d := r.project(e, 80, 24)
			notes := r.terminal(tui.ViewNotes, "", 100, 80)
			r.at = r.at.Add(4*time.Minute + 12*time.Second)
			notes.look().want("04:12").want(e.Title).want(e.Point.String()).want(e.Mistake.String()).want(notes.guide.Step(e.Step).Title).want("2. Le récit")
			r.goTo(d, "Premier vote")
			d.write("1/22/3/4/5").press("enter")
			notes.look().want("22").want("À dire")
			r.goTo(d, "Second vote")
			d.write("1/2/23/4/5").press("enter")
			notes.look().want("22 → 2 (−20)").want("3 → 23 (+20)")
			r.at = r.at.Add(time.Hour)
			notes.look().want("dépassé de")
		})
	}
}

// TestNotesOnBadFiles wait, and follow once there is something to follow.
func TestNotesOnBadFiles(t *testing.T) {
	for _, data := range []string{"", "{", `{"format":"other"}`, "\x00\x01"} {
		r := newRoom(t)
		if err := os.WriteFile(filepath.Join(r.dir, "scene.json"), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		notes := r.terminal(tui.ViewNotes, "", 80, 24).want("En attente")
		r.project(guide(t).Exercises[0], 80, 24).want("CAS PRATIQUE")
		notes.look().want("À l’écran 1. Le titre")
	}
	r := newRoom(t)
	if err := r.stage().Show(stage.Play{Exercise: "d’un autre contenu", Started: r.at, Name: "\x1b[2Jx"}); err != nil {
		t.Fatal(err)
	}
	r.terminal(tui.ViewNotes, "", 80, 24).want("En attente")
	r.terminal(tui.ViewProjection, "", 80, 24).wantNot("Reprendre")
}

// TestNotesAtEverySize never break.
func TestNotesAtEverySize(t *testing.T) {
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24)
	notes := r.terminal(tui.ViewNotes, "", 80, 24)
	for range 3 {
		for _, w := range someWidths {
			for _, h := range someHeights {
				notes.resize(w, h).fits()
			}
		}
		d.press("end", "enter")
	}
}

// TestNotesWithoutAStage say why nothing is followed.
func TestNotesWithoutAStage(t *testing.T) {
	d := &driver{t: t, guide: guide(t)}
	d.model = tui.New(tui.Config{Load: load, Today: today, View: tui.ViewNotes, StageErr: errors.New("le disque est plein")})
	d.resize(80, 24)
	d.run(d.model.Init())
	d.want("sans les notes").want("le disque est plein").press("esc").want("Nouveau conflit")
}
