package workshop_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

const journal = "atelier.jsonl"

// played plays a little, and returns the journal it leaves.
func played(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.Choose("impaye"))
	must(t, r.Ask(decision.FactClient))
	must(t, r.Rename(join(t, r, "a"), "Zoé"))
	cast(t, r, decision.FactClient, map[string]decision.Value{"a": "consommateur", "b": "public"})
	must(t, r.Reveal())
	must(t, r.Close())
	return read(t, dir)
}

// put makes a folder whose journal is these words.
func put(t *testing.T, words string) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, journal), []byte(words), 0o600))
	return dir
}

// TestCutAnywhere cuts a journal at every byte: the room opens at what the whole
// lines say, tells of the rest, and goes on from there.
func TestCutAnywhere(t *testing.T) {
	whole := played(t)
	header := strings.Index(whole, "\n") + 1
	for cut := range len(whole) {
		dir := put(t, whole[:cut])
		r := open(t, dir)
		lines := strings.Count(whole[:cut], "\n")
		torn := cut > header && whole[cut-1] != '\n'
		if past := r.Past(); past.Torn != torn || past.Resumed != (lines > 1) {
			t.Fatalf("cut at %d: %+v", cut, past)
		}
		must(t, r.Rename(join(t, r, "c"), "Yves"))
		must(t, r.Close())
		again := open(t, dir)
		if name := state(t, again, join(t, again, "c")).Name; again.Past().Torn || !again.Past().Resumed || name != "Yves" {
			t.Fatalf("cut at %d, then opened twice: %+v, %q", cut, again.Past(), name)
		}
		must(t, again.Close())
		if kept := whole[:strings.LastIndex(whole[:cut], "\n")+1]; lines > 0 && !strings.HasPrefix(read(t, dir), kept) {
			t.Fatalf("cut at %d: what was kept has changed", cut)
		}
	}
}

// TestNotOurs: a file one cannot read as a journal is left as it is, and a
// sentence says where it is.
func TestNotOurs(t *testing.T) {
	whole := played(t)
	lines := strings.SplitAfter(whole, "\n")
	without := func(i int) string { return strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), "") }
	for name, words := range map[string]string{
		"a text":              "Ma liste de courses\n",
		"a text of one line":  "Ma liste de courses",
		"another JSON":        `{"format":"compromis-dossier","version":1}` + "\n",
		"a later version":     strings.Replace(whole, `"version":1`, `"version":2`, 1),
		"a broken first line": strings.Replace(whole, `"version":1`, `"version":`, 1),
		"a bad line":          strings.Replace(whole, lines[3], "{oups\n", 1),
		"a missing line":      without(3),
		"a line twice":        strings.Replace(whole, lines[3], lines[3]+lines[3], 1),
		"an exercise gone":    strings.Replace(whole, "impaye", "disparu", 1),
		"gone, and torn":      strings.Replace(whole, "impaye", "disparu", 1) + `{"n":`,
		"an option gone":      strings.Replace(whole, `"consommateur"`, `"disparu"`, 1),
		"an unknown event":    strings.Replace(whole, `"quoi":"vote-ouvert"`, `"quoi":"danse"`, 1),
	} {
		dir := put(t, words)
		r, err := workshop.Open(guide(t), dir, clock)
		if err == nil {
			_ = r.Close()
			t.Errorf("%s is opened", name)
			continue
		}
		if said := err.Error(); !strings.Contains(said, filepath.Join(dir, journal)) || strings.Contains(said, "\n") {
			t.Errorf("%s: %s", name, said)
		}
		if later := strings.Contains(err.Error(), "version plus récente"); later != (name == "a later version") {
			t.Errorf("%s: %v", name, err)
		}
		if read(t, dir) != words {
			t.Errorf("%s was touched", name)
		}
		must(t, os.Remove(filepath.Join(dir, journal)))
		open(t, dir) // nothing stays locked
	}
}

// TestNotAFile: a folder in the place of the journal, or a file in the place of
// the folder.
func TestNotAFile(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, journal), 0o700))
	file := filepath.Join(dir, "fichier")
	must(t, os.WriteFile(file, nil, 0o600))
	for _, where := range []string{dir, file} {
		if _, err := workshop.Open(guide(t), where, clock); err == nil || !strings.Contains(err.Error(), where) {
			t.Errorf("%s: %v", where, err)
		}
	}
}

// TestOneAtATime: two programs never write to one journal.
func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	if _, err := workshop.Open(guide(t), dir, clock); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("opened twice: %v", err)
	}
	must(t, r.Choose("impaye"), r.Close(), r.Close())
	if !open(t, dir).Past().Resumed {
		t.Error("the workshop is lost")
	}
}
