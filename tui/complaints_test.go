package tui_test

import (
	"fmt"
	"testing"

	"compromis/internal/dossier"
	"compromis/internal/french"
)

// complaining is the case of a client who calls, with its complaints open, in a
// window so high that everything is in sight.
func complaining(t testing.TB) *driver {
	t.Helper()
	d := start(t, 100, 70)
	d.play(said{"cause": "reclamation", "dette": "non", "client": "consommateur", "contact": "oral", "consignee": "non"}, "")
	d.wantStep(d.guide.Step("consigner-reclamation"))
	return d.press("m", "r").want("Aucune réclamation")
}

// TestComplaint follows a complaint from the day it came to the day it is
// closed: what is still to be done, and by when, follows.
func TestComplaint(t *testing.T) {
	d := complaining(t).want("Étape en cours")
	d.press("+").fill("=", "20/11/2026", "=", "Mme Martin", "Le colis est vide", "C-7", "Un autre colis", "Expédition", "Paul")
	d.want("R-2026-001").clickOn("R-2026-001")
	for _, text := range []string{"20/11/2026", "téléphone", "Mme Martin", "Le colis est vide", "C-7", "Un autre colis", "Expédition", "Paul"} {
		d.want(text)
	}
	acknowledge := french.Day(string(dossier.AddWorkdays("2026-11-20", 2)))
	answer := french.Day(string(dossier.AddWorkdays("2026-11-20", 10)))
	d.want(acknowledge).want(answer).want("(usage)")
	d.clickOn("Accusé de réception envoyé").fill("21/11/2026").wantNot(acknowledge).want(answer).want("accusée le 21/11/2026")
	d.clickOn("Réponse donnée").fill("23/11/2026", "Renvoi gratuit").wantNot(answer).want("répondue le 23/11/2026").want("Renvoi gratuit")
	d.clickOn("Clore la réclamation").fill("=", "=").want("close le 23/11/2026").want("Renvoi gratuit")
	d.clickOn("Modifier la fiche").fill("=", "=", "=", "=", "=", "=", "=", "=", "=", "", "", "=", "").want(acknowledge).want("Renvoi gratuit")
	d.press("esc").want("à envoyer").press("esc").want("Réclamations 1, la dernière notée")
}

// TestComplaintNumbers proposes the next number of the year, and refuses one
// that is taken.
func TestComplaintNumbers(t *testing.T) {
	d := complaining(t)
	for i := 1; i <= 3; i++ {
		d.press("+").press("ctrl+s").want(fmt.Sprintf("R-2026-%03d", i))
	}
	d.press("+").fill("R-2025-099").press("+", "ctrl+s").want("R-2026-004")
	d.press("+").fill("R-2026-002", "=", "=", "M. Petit").want("déjà pris").want("M. Petit").press("ctrl+u").write("R-2026-077").press("ctrl+s")
	d.press("+").fill("R-2026-010").press("+", "ctrl+s").want("R-2026-078")
}

// TestComplaintRefused keeps what was typed and says what is wrong.
func TestComplaintRefused(t *testing.T) {
	for _, wrong := range []struct {
		texts []string
		says  string
	}{
		{[]string{"", "=", "=", "M. Petit"}, "« Numéro » manque"},
		{[]string{"=", "31/02/2026", "=", "M. Petit"}, "28/02/2026"},
		{[]string{"=", "", "=", "M. Petit"}, "manque"},
	} {
		complaining(t).press("+").fill(wrong.texts...).want(wrong.says).want("M. Petit").press("esc").want("Aucune réclamation")
	}
	d := complaining(t).press("+", "ctrl+s").clickOn("R-2026-001").clickOn("Réponse donnée")
	d.fill("jadis", "Un avoir").want("31/12/2026").want("Un avoir").want("jadis")
}

// TestComplaintSheet shows the record sheet as it will be printed.
func TestComplaintSheet(t *testing.T) {
	d := complaining(t).press("+").fill("=", "=", "=", "Mme Martin", "Le colis est vide")
	d.clickOn("R-2026-001").clickOn("Imprimer").want("R-2026-001").want("Le colis est vide").want("Mme Martin")
}

// TestCaseScreensFit draws the screens of sums and complaints at every size.
func TestCaseScreensFit(t *testing.T) {
	sums := func(t *testing.T) *driver {
		d, _ := unpaid(t)
		d.press("+").fill("F-1", "", "31/03/2026", "30/04/2026", "1 500,00", "31/05/2026 500,00")
		return d.press("p").fill("=", "02/06/2026", "", "800")
	}
	complaints := func(t *testing.T) *driver {
		return complaining(t).press("+").fill("=", "=", "=", "Mme Martin", "Le colis est vide")
	}
	for _, screen := range []struct {
		name string
		from func(*testing.T) *driver
		keys []string
	}{
		{"sums", sums, nil}, {"working", sums, []string{"c"}}, {"limitation", sums, []string{"x"}}, {"stakes", sums, []string{"s"}},
		{"invoice", sums, []string{"+"}}, {"payment", sums, []string{"p"}},
		{"complaints", complaints, nil}, {"new", complaints, []string{"+"}}, {"one", complaints, []string{"down", "enter"}},
		{"milestone", complaints, []string{"down", "enter", "enter"}},
	} {
		t.Run(screen.name, func(t *testing.T) {
			t.Parallel()
			d := screen.from(t).press(screen.keys...)
			for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
				d.resize(size[0], size[1])
				for range 10 {
					d.fits()
					d.press("space")
				}
			}
		})
	}
}
