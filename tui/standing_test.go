package tui_test

import (
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// unanswered is the debt of a client who stays silent after a reminder.
func unanswered(client string, due decision.Day) dossier.Case {
	return dossier.Case{
		Client: dossier.Party{Name: "Garage Alizé"},
		Said: map[decision.Fact]string{
			"cause": "impaye", "client": client, "difficulte": "non", "piece": "rien", "contact": "ecrit", "reponse": "silence",
			"contrat": "ordinaire", "contestation": "non",
		},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: due, Cents: 1500_00}}}},
	}
}

// at opens a case that is kept in a folder of its own, on a day.
func at(t *testing.T, c dossier.Case, on time.Time) (*driver, string) {
	t.Helper()
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	id := f.Case().ID
	f.Close()
	return keeping(t, dir, on, id), dir
}

// TestTheInvoicesDecide: an answer that they give otherwise does not count, is
// told, asked again, and gone once one agrees; it is refused while one does not.
func TestTheInvoicesDecide(t *testing.T) {
	c := unanswered("consommateur", "2025-01-15")
	c.Said["echeance"] = "lointaine"
	d, dir := at(t, c, today)
	d.want("Interrompre la prescription").want("vous aviez répondu").want("15/01/2027")
	d.press("1").want("Quel est le dernier jour qui compte").press("1").want("Corrigez la facture")
	if onlyCase(t, dir).Said["echeance"] != "lointaine" {
		t.Error("what was typed is lost")
	}
	d.press("2").want("Interrompre la prescription").wantNot("vous aviez répondu").press("q")
	if said, typed := onlyCase(t, dir).Said["echeance"]; typed {
		t.Errorf("%q is still said", said)
	}
}

// TestNotAskedWhatTheCaseHolds: neither the last day nor the sum.
func TestNotAskedWhatTheCaseHolds(t *testing.T) {
	d, _ := at(t, unanswered("commercant", "2026-06-15"), today)
	d.want("Mettre le client en demeure").press("1", "r").want("Le délai est encore long").want("(d’après le dossier)")
}

// TestWaiting: a notice that left is not to be sent again; once its time is over,
// one says what came of it; a part payment leaves the step where it is.
func TestWaiting(t *testing.T) {
	c := unanswered("commercant", "2026-06-15").With(dossier.Event{On: "2026-11-20", Kind: dossier.GaveNotice, Until: "2026-12-07", Step: "mettre-en-demeure"})
	d, _ := at(t, c, today)
	d.want("attendre jusqu’au 07/12/2026").press("1").want(say.WaitingTitle).press("a", "d").want("Attendre jusqu’au 07/12/2026")
	d, _ = at(t, c, time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC))
	d.want("Dites ce que cela a donné").press("1", "s").clickOn("Le client a payé une partie").want("Paiement reçu")
}

// TestOnesOwnLateDay: once the time of a notice is over the week asks what came of it;
// not in the place of what one is late to do oneself.
func TestOnesOwnLateDay(t *testing.T) {
	c := unanswered("commercant", "2026-06-15").With(dossier.Event{On: "2026-11-20", Kind: dossier.GaveNotice, Until: "2026-12-07", Step: "mettre-en-demeure"})
	on := time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC)
	d, _ := at(t, c, on)
	d.press("a").want("À faire cette semaine").want("a-t-il répondu")
	d, _ = at(t, c.With(dossier.Event{On: "2026-11-21", Kind: dossier.ToRecall, Until: "2026-12-05", Step: "mettre-en-demeure", Note: "3 pièces à relire"}), on)
	d.press("a").want("À faire cette semaine").want("3 pièces à relire").wantNot("a-t-il répondu")
}

// TestSettled: at nothing left, the case proposes to close.
func TestSettled(t *testing.T) {
	d, dir := at(t, unanswered("commercant", "2026-11-20").With(dossier.Event{On: "2026-11-21", Kind: dossier.Paid, Cents: 1500_00}), today)
	d.want("Les factures sont payées").press("1", "s").clickOn("Le client paie").press("ctrl+s", "q")
	if c := onlyCase(t, dir); c.Closed == "" {
		t.Errorf("not closed: %+v", c.Journal)
	}
}

// TestKeepADate: a date of the agenda is noted as kept, from where it is shown.
func TestKeepADate(t *testing.T) {
	d, dir := at(t, unanswered("commercant", "2026-06-15").With(dossier.Event{On: "2026-11-20", Kind: dossier.Protected}), today)
	d.press("3").clickOn("28/11/2026").want("Dénoncer la saisie").want("8 jours").clickOn("C’est fait").press("ctrl+s").wantNot("Dénoncer la saisie")
	d.press("q")
	if c := onlyCase(t, dir); len(c.Journal) != 2 || c.Journal[1].Limit != "denoncer-saisie" {
		t.Errorf("%+v", c.Journal)
	}
}

// TestBackFromTheStepOfACase: Escape goes from the step of a case that was opened to
// its page, and from there to the welcome screen; from the step of an interview, to
// its last question.
func TestBackFromTheStepOfACase(t *testing.T) {
	d, _ := at(t, unanswered("commercant", "2026-06-15"), today)
	d.want("Mon dossier").press("1").want("Votre étape").press("esc").want("Mon dossier").wantNot("Votre étape")
	d.press("1").want("Votre étape").press("m").want("Mon dossier").press("esc").want("Nouveau conflit")
	d.clickOn("Reprendre le conflit en cours").want("Votre étape").press("esc").want("Mon dossier")

	fresh := start(t, 80, 24)
	a := fresh.play(said{"cause": "impaye", "client": "commercant"}, "")
	path := fresh.guide.Walk(a).Path
	fresh.want("Votre étape").press("esc").wantAsked(path[len(path)-1].Question)
}
