package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// severalCases keeps cases in a folder of their own: what is due in three days, in
// forty, long ago and never, one that is closed, and tries.
func severalCases(t testing.TB, tries int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	day := decision.DayOf(today)
	awaited := func(name string, in int) dossier.Case {
		return dossier.Case{Client: dossier.Party{Name: name}}.With(dossier.Event{On: day.Add(-5), Kind: dossier.Met, Note: "rendez-vous", Until: day.Add(in)})
	}
	all := []dossier.Case{
		awaited("Plus Tard", 40), awaited("Bientôt", 3), awaited("Autrefois", -200), {Client: dossier.Party{Name: "Sans Date"}},
		{Client: dossier.Party{Name: "Réglé"}, Closed: day.Add(-9)}, awaited("En Retard", -2),
	}
	for range tries {
		all = append(all, dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}, Opened: "2026-11-12"})
	}
	for _, c := range all {
		f, err := cases.Create(c)
		if err != nil {
			t.Fatal(err)
		}
		f.Close() //nolint:errcheck // saved already
	}
	return dir
}

// order fails unless these texts are on the screen, one below the other.
func (d *driver) order(texts ...string) *driver {
	d.t.Helper()
	at := 0
	for _, text := range texts {
		found := strings.Index(d.text()[at:], text)
		if found < 0 {
			d.t.Fatalf("%q is not below what comes before it in %q\n%s", text, texts, d.screen())
		}
		at += found + len(text)
	}
	return d
}

// TestThisWeekFirst: the first screen says what is late, then what is due within the
// week, and a digit opens it; coming back, it is said again.
func TestThisWeekFirst(t *testing.T) {
	d := keeping(t, severalCases(t, 2), today, "").order("1 ! retard 2 j En Retard", "2 ! dans 3 j Bientôt", "Nouveau conflit").wantNot("Autrefois").wantNot("Réglé")
	d.want("Plus Tard le").want("2 essais à finir")
	d.press("2").want("Bientôt").want("Mon dossier").press("a").want("À faire cette semaine")
	d.press("enter").want("En Retard").want("Mon dossier")
}

// TestNothingDue: the first screen is that of somebody who comes for the first time.
func TestNothingDue(t *testing.T) {
	keeping(t, severalCases(t, 0), today.AddDate(3, 0, 0), "").wantNot("cette semaine").want("Nouveau conflit").press("1").want("Votre étape")
}

// TestSeeingToIt: what is no longer due is no longer said, once one comes back.
func TestSeeingToIt(t *testing.T) {
	d := keeping(t, severalCases(t, 0), today, "").press("1").want("En Retard")
	d.press("9").clickAt("Archiver").press("a").want("1 ! dans 3 j Bientôt").wantNot("En Retard")
}

// TestTheListComesLate: what one has begun to do on the first screen stays under the
// hand; the list is told the next time.
func TestTheListComesLate(t *testing.T) {
	d := keeping(t, severalCases(t, 0), today, "").press("1").want("En Retard")
	d.late = true
	d.press("a", "down")
	at := d.cursor()
	d.late = false
	d.catchUp()
	if d.cursor() != at {
		t.Errorf("the cursor was on %q, is on %q", at, d.cursor())
	}
}

// TestListByUrgency: what is late first, then by date, then what has none; what is closed
// is aside, and found by its name.
func TestListByUrgency(t *testing.T) {
	for _, size := range [][2]int{{40, 30}, {80, 24}, {120, 40}} {
		d := keeping(t, severalCases(t, 1), today, "").resize(size[0], size[1]).press("d")
		d.order("En Retard", "Bientôt", "Plus Tard", "Autrefois", "Sans Date", "Essais à finir", "12/11/2026").wantNot("Réglé")
		if fault := d.misfit(); fault != "" {
			t.Error(fault)
		}
		d.write("regle").want("Réglé").wantNot("Bientôt").press("esc").want("Bientôt").clickAt("1 dossier clos").want("Réglé")
	}
}

// TestPreviewFollows: beside the list stands the case one is on.
func TestPreviewFollows(t *testing.T) {
	d := keeping(t, severalCases(t, 0), today, "").resize(120, 40).press("d").want("retard 2 j · ")
	d.press("down").want("dans 3 j · ").wantNot("retard 2 j · ")
}

// TestFromTheList renames and archives without opening; both are on the disk.
func TestFromTheList(t *testing.T) {
	dir := severalCases(t, 0)
	d := keeping(t, dir, today, "").press("d", "down", "tab").want("Bientôt").clickAt("Renommer")
	d.press("ctrl+e").write(" Fini").press("ctrl+s").want("Bientôt Fini").want("Filtrer")
	d.press("tab").clickAt("Archiver").want("2 dossiers clos").wantNot("Bientôt")
	d = keeping(t, dir, today, "").press("d").write("fini").want("Bientôt Fini").press("tab").want("Sortir des archives").press("esc", "enter").want("Mon dossier")
	d.press("a", "d").write("fini").press("tab").clickAt("Renommer").press("ctrl+u").write("Lui").press("ctrl+s", "esc").write("lui").want("Lui")
	if s := stored(t, dir, "Lui"); !s.Archived {
		t.Errorf("%+v", s)
	}
}

// stored is the case of that client, as the folder holds it.
func stored(t *testing.T, dir, client string) casefile.Summary {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	all, err := cases.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all.Cases {
		if s.Client == client {
			return s
		}
	}
	t.Fatalf("no case of %q in %+v", client, all.Cases)
	return casefile.Summary{}
}

// TestCleanTries: how many go is said, nothing goes before one agrees, and only they go.
func TestCleanTries(t *testing.T) {
	dir := severalCases(t, 3)
	d := keeping(t, dir, today, "").press("d").clickAt("Effacer ces 3 essais").want("Effacer ces 3 essais")
	d.press("n").want("Essais à finir")
	d.clickAt("Effacer ces 3 essais").press("o").want("Filtrer").wantNot("Essais")
	keeping(t, dir, today, "").press("d").wantNot("Essais").want("Sans Date")
}

// TestElsewhere: a case that another window writes is not changed from the list.
func TestElsewhere(t *testing.T) {
	dir := severalCases(t, 0)
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Open(stored(t, dir, "Bientôt").ID, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	d := keeping(t, dir, today, "").press("d", "down", "tab").clickAt("Archiver").want("autre fenêtre").press("enter").want("Bientôt")
	if s := stored(t, dir, "Bientôt"); s.Archived {
		t.Errorf("%+v\n%s", s, d.screen())
	}
}

// TestLongList: a key is answered at once in a folder of many cases, and what is not
// shown is found.
func TestLongList(t *testing.T) {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 230 {
		f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: fmt.Sprintf("Client %03d", n)}, Changed: decision.DayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).Add(n)})
		if err != nil {
			t.Fatal(err)
		}
		f.Close() //nolint:errcheck // saved already
	}
	d := keeping(t, dir, today, "").press("d").want("Client 229").wantNot("Client 003").write("003").want("Client 003").wantNot("Client 229")
	d.press("esc", "end").want("30 autres")
}

// TestFewCasesAreToldWhole: where there are few cases, neither a long name nor a long
// step is cut; where there are many, each has one line.
func TestFewCasesAreToldWhole(t *testing.T) {
	for _, n := range []int{2, 30} {
		dir := t.TempDir()
		cases, err := casefile.OpenStore(dir)
		if err != nil {
			t.Fatal(err)
		}
		for range n {
			f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: "Boulangerie des Trois Ponts et Fils"}, Said: map[decision.Fact]string{
				"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "action-directe", "contact": "mise-en-demeure", "reponse": "silence",
				"contrat": "transport", "echeance": "lointaine", "contestation": "non",
			}})
			if err != nil {
				t.Fatal(err)
			}
			f.Close() //nolint:errcheck // saved already
		}
		d := keeping(t, dir, today, "").resize(80, 24).press("d")
		list := strings.Join(d.lines()[:d.height-1], "\n")
		if cut := strings.Contains(list, "…"); cut != (n > 6) {
			t.Errorf("%d cases, cut: %v\n%s", n, cut, list)
		}
	}
}
