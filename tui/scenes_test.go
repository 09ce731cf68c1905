package tui_test

import (
	"testing"

	"compromis/decision"
)

// scene is a screen, and how to go there from the welcome screen.
type scene struct {
	name string
	play func(d *driver)
}

// keys is a scene one reaches by keys alone.
func keys(name string, names ...string) scene {
	return scene{name, func(d *driver) { d.press(names...) }}
}

// undecided are unknown answers on which the step depends.
var undecided = said{
	"cause": "impaye", "client": "commercant", "difficulte": "non", "echeance": "lointaine",
	"contact": "mise-en-demeure", "reponse": "silence", "contestation": "non",
	"tiers": decision.Unknown, "clause": "non", "relation": decision.Unknown,
}

// scenes are every kind of screen. They are reached afresh each time.
var scenes = []scene{
	keys("accueil"),
	keys("question", "n"),
	{"question-suite", func(d *driver) { d.ask("reponse") }},
	{"pieces", func(d *driver) { d.play(said{"cause": "impaye", "client": "public"}, "piece") }},
	{"sans-dette", func(d *driver) { d.play(said{"cause": "reclamation", "dette": "non"}, "contact") }},
	{"question-pourquoi", func(d *driver) { d.ask("contact"); d.press("p") }},
	{"date", func(d *driver) { d.ask("echeance") }},
	{"date-faute", func(d *driver) { d.ask("echeance"); d.write("31/02/2026").press("enter") }},
	{"date-liste", func(d *driver) { d.ask("echeance"); d.press("tab") }},
	{"montant-lu", func(d *driver) { d.ask("montant"); d.write("4 999,90") }},
	{"reponses", func(d *driver) { d.ask("contestation"); d.press("r") }},
	keys("reponses-vides", "n", "r"),
	keys("etape", "2"),
	keys("etape-plus-bas", "2", "space", "space"),
	keys("etape-fin", "2", "end"),
	keys("autres-voies", "2", "v"),
	keys("et-si", "2", "c"),
	keys("ensuite", "2", "s"),
	keys("textes", "2", "f"),
	keys("un-texte", "2", "f", "enter"),
	keys("droits-et-devoirs", "2", "d"),
	keys("une-autre-voie", "2", "v", "enter"),
	keys("article", "down", "down", "down", "down", "down", "down", "down", "down", "enter"),
	keys("aide", "?"),
	{"aide-etape", func(d *driver) { d.press("2", "?") }},
	keys("je-ne-sais-pas", "n", "0"),
	{"je-ne-sais-pas-indifferent", func(d *driver) { d.play(said{"cause": "impaye"}, "client"); d.press("0") }},
	{"il-manque", func(d *driver) { d.play(undecided, "") }},
	keys("quitter", "n", "1", "ctrl+c"),
	{"fin", func(d *driver) { d.end() }},
	keys("dossier", "2", "m"),
	keys("chronologie", "2", "m", "t"),
	keys("journal", "2", "m", "j"),
	keys("evenement", "2", "m", "j", "+"),
	keys("parties", "2", "m", "p"),
	keys("fichier", "2", "m", "f"),
	keys("sommes", "2", "m", "e"),
	keys("reclamations", "3", "m", "r"),
	keys("courriers", "1", "m", "l"),
	keys("courrier", "1", "m", "l", "enter"),
	keys("ecrire-ici", "1", "m", "l", "enter", "e"),
	keys("dates", "1", "m", "3"),
	keys("a-remettre", "1", "m", "8"),
	keys("a-remettre-mediateur", "1", "m", "8", "enter"),
	keys("carte", "t"),
	keys("carte-du-cas", "2", "t"),
	keys("echelle", "2", "t", "l"),
	{"accueil-en-cours", func(d *driver) { d.press("2", "a") }},
	keys("exercices", "e"),
	keys("exercices-recherche", "e", "/", "b"),
	keys("cas", "e", "enter"),
	keys("cas-pieces", "e", "enter", "enter"),
	keys("cas-question", "e", "enter", "enter", "enter"),
	keys("cas-relu", "e", "enter", "enter", "enter", "r"),
	keys("cas-etapes", "e", "enter", "enter", "down", "enter"),
	keys("cas-corrige", "e", "enter", "enter", "down", "enter", "enter"),
	keys("cas-resultat", "e", "enter", "enter", "down", "enter", "enter", "r"),
	keys("cas-oublier", "e", "r", "x"),
	keys("comparer", "2", "c", "enter"),
	keys("comparer-trois", "2", "c", "enter", "+", "esc", "down", "enter"),
	keys("changer-une-reponse", "2", "c", "r"),
	keys("viser", "2", "c", "v"),
	keys("viser-ce-qui-change", "2", "c", "v", "enter"),
	keys("projeter", "p"),
	keys("projection-arbre", "p", "enter", "end", "enter", "t"),
	keys("projection-et-si", "p", "enter", "end", "enter", "c", "enter"),
	keys("pourquoi", "1", "p"),
	keys("rappel", "1", "e"),
	keys("factures-en-tableau", "1", "m", "e", "t"),
	{"accueil-a-faire", func(d *driver) { d.among() }},
	{"dossiers", func(d *driver) { d.among("d") }},
	{"dossiers-gestes", func(d *driver) { d.among("d", "tab") }},
	{"dossier-garde", func(d *driver) { d.among("1") }},
}

// among presses keys on the first screen of somebody who has several cases.
func (d *driver) among(keys ...string) {
	d.t.Helper()
	width, height := d.width, d.height
	*d = *keeping(d.t, severalCases(d.t, 2), d.on, "")
	d.resize(width, height).press(keys...)
}

// end goes to the end of a case: the first outcome of an example that ends it.
func (d *driver) end() {
	d.t.Helper()
	for _, e := range examples(d.guide) {
		for j, o := range d.guide.Step(e.Step).Outcomes {
			if o.End {
				d.press("home", string(rune('0'+e.Welcome)), "s")
				for range j {
					d.press("down")
				}
				d.press("enter").want("Fin du dossier")
				return
			}
		}
	}
	d.t.Fatal("no example can end at once")
}

// onScene opens a scene at a size.
func onScene(t testing.TB, s scene, width, height int) *driver {
	t.Helper()
	d := start(t, width, height)
	s.play(d)
	return d
}
