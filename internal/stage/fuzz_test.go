package stage_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compromis/internal/stage"
)

// FuzzVotes reads any text as votes: as many as asked for, and some, or one is told
// why on one line.
func FuzzVotes(f *testing.F) {
	for _, s := range []string{"5/9/2", "0/0/0", "99999999999999999999/1/1", "-1/2/3", " 1 / 2 / 3 ", "", "/", "1/2\n/3"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, typed string, n int) {
		if n < 1 || n > 9 {
			return // a question has answers
		}
		votes, err := stage.ParseVotes(typed, n)
		if err == nil && len(votes) != n || err != nil && err.Error() == "" {
			t.Errorf("%q for %d gives %v, %v", typed, n, votes, err)
		}
		if present, err := stage.ParsePresent(typed); err == nil && present < 1 || err != nil && err.Error() == "" {
			t.Errorf("%q is %d people, %v", typed, present, err)
		}
	})
}

// FuzzStage reads any bytes as what another terminal shows: sound plays, or none,
// and one may always show something.
func FuzzStage(f *testing.F) {
	dir, c := f.TempDir(), newClock()
	show(f, open(f, dir, c), stage.Play{Exercise: "impaye", Name: "Le cas", Started: c.at})
	path := filepath.Join(dir, "scene.json")
	sound, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sound)
	f.Add([]byte(strings.Replace(string(sound), `"screen":`, `"screen":-`, 1)))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, p := range open(t, dir, c).Plays() {
			if p.Screen < 0 || p.Exercise == "" {
				t.Errorf("%q gives %+v", data, p)
			}
		}
		show(t, open(t, dir, c), stage.Play{Exercise: "autre", Started: c.at})
		shown := func(p stage.Play) bool { return p.Exercise == "autre" }
		if all := open(t, dir, c).Plays(); !slices.ContainsFunc(all, shown) {
			t.Errorf("%q: shows %+v", data, all)
		}
	})
}

// FuzzSettings reads any bytes as what heads a report: lines of text, that are written
// and read again as they are; or nothing.
func FuzzSettings(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "entete.json")
	f.Add([]byte(`{"formateur":"Ada\u001b[2J","objectifs":["a","","b\nc"]}`))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		read, kept := stage.ReadSettings(dir)
		if !kept {
			return
		}
		for _, line := range append(read.Objectives, read.Trainer, read.Organisation, read.Place, read.Title) {
			if strings.ContainsAny(line, "\n\x1b\x00") || len([]rune(line)) > 200 {
				t.Errorf("%q heads a report", line)
			}
		}
		if err := read.Write(dir); err != nil {
			t.Fatal(err)
		}
		if again, _ := stage.ReadSettings(dir); !slices.Equal(again.Objectives, read.Objectives) || again.Trainer != read.Trainer {
			t.Errorf("written %+v, read again %+v", read, again)
		}
	})
}
