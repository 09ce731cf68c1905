package dossier_test

import (
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// refLimit is a line of the model, § 5.1, with a day worked out by hand.
type refLimit struct {
	id, act  string
	before   string // an act that must come before
	client   string
	on, want decision.Day
	step     string
	settles  string // the acts that settle it
	after    bool   // it shows once the two months to declare are over
}

const (
	refInsolvency = " procedure-collective ouverture-publiee"
	refServed     = "signification-injonction signification-hors-personne titre-executoire action-en-justice saisie" + refInsolvency
	refOpposed    = "opposition-notifiee invitation-a-consigner opposition titre-executoire action-en-justice action-sans-suite jugement" + refInsolvency
	refAnswered   = "reponse-client reconnaissance mediation requete-injonction signification-injonction action-en-justice jugement saisie" + refInsolvency
)

// refLimits: the days are counted on a calendar, not by the program.
var refLimits = []refLimit{
	{"fin-relance", "relance", "", "", "2026-10-20", "2026-11-03", "relancer-par-ecrit", refAnswered, false}, // ten office days
	{"fin-relance", "relance", "", "", "2026-10-28", "2026-11-12", "relancer-par-ecrit", refAnswered, false}, // the 11th is a holiday
	{"fin-mise-en-demeure", "mise-en-demeure", "", "", "2026-10-20", "2026-11-04", "mettre-en-demeure", refAnswered, false},
	{"fin-mise-en-demeure", "mise-en-demeure", "", "", "2026-10-17", "2026-11-02", "mettre-en-demeure", refAnswered, false}, // a Sunday, All Saints
	{"memoire-en-reclamation", "differend-ne", "", "public", "2026-12-31", "2027-02-28", "memoire-en-reclamation", "memoire-recu", false},
	{"memoire-decompte", "decompte-notifie", "", "public", "2026-11-05", "2026-12-05", "memoire-en-reclamation", "memoire-recu", false}, // a Saturday, one's own
	{"signifier-injonction", "ordonnance-rendue", "", "", "2026-08-31", "2027-02-28", "signifier-ordonnance", refServed, false},
	{"signifier-injonction", "ordonnance-rendue", "", "", "2026-11-30", "2027-02-28", "signifier-ordonnance", refServed, false},
	{"fin-opposition", "signification-injonction", "", "", "2026-03-04", "2026-04-07", "signifier-ordonnance", refOpposed + " saisie", false},
	{"fin-opposition", "saisie", "signification-hors-personne", "", "2026-07-15", "2026-08-17", "signifier-ordonnance", refOpposed, false},
	{"consigner-opposition", "invitation-a-consigner", "", "", "2026-10-17", "2026-11-01", "suivre-opposition", "jugement action-sans-suite", false},
	{"constituer-avocat-opposition", "opposition-notifiee", "", "", "2026-10-17", "2026-11-01", "suivre-opposition", "jugement action-sans-suite", false},
	{"consigner-injonction", "requete-injonction", "", "commercant", "2026-10-17", "2026-11-01", "injonction-de-payer", "ordonnance-rendue signification-injonction signification-hors-personne titre-executoire action-sans-suite" + refInsolvency, false},
	{"pratiquer-saisie", "saisie-autorisee", "", "", "2026-11-30", "2027-02-28", "saisie-conservatoire", "saisie-faite saisie", false},
	{"denoncer-saisie", "saisie-faite", "", "", "2026-11-20", "2026-11-28", "saisie-conservatoire", "", false},
	{"agir-apres-saisie", "saisie-faite", "", "", "2026-12-31", "2027-01-31", "agir-apres-saisie", "action-en-justice requete-injonction titre-executoire jugement", false},
	{"declarer-creance", "ouverture-publiee", "", "", "2026-12-31", "2027-02-28", "declarer-creance", "declaration-creance", false},
	{"declarer-creance-hors-metropole", "ouverture-publiee", "", "", "2026-10-31", "2027-02-28", "declarer-creance", "declaration-creance", true},
	{"revendiquer", "ouverture-publiee", "", "", "2026-11-30", "2027-02-28", "revendiquer-biens", "revendication-recue", false},
	{"releve-forclusion", "ouverture-publiee", "", "", "2026-08-31", "2027-02-28", "declarer-creance", "declaration-creance", true},
	{"reponse-revendication", "revendication-recue", "", "", "2027-01-31", "2027-02-28", "revendiquer-biens", "", false},
	{"saisir-juge-commissaire", "revendication-recue", "", "", "2027-01-31", "2027-03-28", "revendiquer-biens", "", false}, // silence to the 28th, then a month
	{"saisir-juge-commissaire", "revendication-recue", "", "", "2026-08-31", "2026-10-30", "revendiquer-biens", "", false},
	{"repondre-mandataire", "lettre-du-mandataire", "", "", "2026-12-31", "2027-01-30", "suivre-procedure", "", false},
	{"repondre-commission", "avis-de-la-commission", "", "", "2026-02-01", "2026-03-03", "dossier-surendettement", "", false},
	{"certificat-non-paiement", "cheque-presente", "", "", "2026-11-06", "2026-12-07", "cheque-impaye", "certificat-signifie", false},
	{"titre-cheque", "certificat-signifie", "", "", "2026-11-13", "2026-11-30", "cheque-impaye", "titre-executoire", false},
	{"protet", "echeance-de-l-effet", "", "", "2026-12-24", "2026-12-28", "effet-impaye", "", false},
	{"agir-effet", "echeance-de-l-effet", "", "", "2026-12-24", "2029-12-24", "effet-impaye", "action-en-justice requete-injonction titre-executoire jugement saisie" + refInsolvency, false},
	{"agir-signataires", "echeance-de-l-effet", "", "", "2026-12-24", "2027-12-24", "effet-impaye", "action-en-justice requete-injonction titre-executoire jugement saisie" + refInsolvency, false},
	{"signaler-creance", "fin-observation", "", "", "2026-11-30", "2027-11-30", "creance-posterieure", "", false},
	{"signaler-creance-liquidation", "liquidation-publiee", "", "", "2026-08-31", "2027-02-28", "creance-posterieure", "", false},
	{"retenue-de-garantie", "chantier-recu", "", "", "2026-10-17", "2027-10-17", "reprendre-la-prestation", "", false}, // a Sunday, a civil limit
	{"rembourser-annulation", "annulation-recue", "", "consommateur", "2026-11-18", "2026-12-02", "livrer-ou-rembourser", "", false},
	{"rembourser-annulation-association", "annulation-recue", "", "autre-professionnel", "2026-11-18", "2026-12-02", "livrer-ou-rembourser", "", false},
	{"action-directe", "mise-en-demeure-sous-traitant", "", "", "2026-10-01", "2026-11-02", "action-directe-sous-traitant", "", false},
	{"arreter-chantier", "garantie-demandee", "", "", "2026-11-13", "2026-11-30", "garantie-de-paiement", "", false},
	{"clause-resolutoire", "commandement-delivre", "", "", "2026-10-01", "2026-11-02", "commandement-bail", "", false},
}

// refDebt is a case with the act that opens a limit.
func (l refLimit) refDebt() dossier.Case {
	client := decision.Value(l.client)
	if client == "" {
		client = "commercant"
	}
	c := done(client, "2025-12-10", "2026-01-10")
	if l.before != "" {
		c = c.With(happened(dossier.EventKind(l.before), l.on.Add(-20)))
	}
	return c.With(happened(dossier.EventKind(l.act), l.on))
}

// shown returns the deadline that a limit made of an act of a day.
func (l refLimit) shown(g *decision.Guide, c dossier.Case, on decision.Day) (dossier.Deadline, bool) {
	all := c.Deadlines(g, on)
	i := slices.IndexFunc(all, func(d dossier.Deadline) bool { return string(d.Kind) == l.id && d.Since == l.on })
	if i < 0 {
		return dossier.Deadline{}, false
	}
	return all[i], true
}

// TestReferenceLimits: the act noted opens the right line, with the right day;
// it stays once passed, marked so; and it goes with each act that settles it,
// with what came of its step, or with a word that it is done.
func TestReferenceLimits(t *testing.T) {
	g := guide(t)
	known := map[string]bool{}
	for _, l := range refLimits {
		known[l.id] = true
		c := l.refDebt()
		first := l.on
		if l.after { // the two months to declare must be over
			first = tickOf(l.on).months(2).day().Add(1)
			if d, ok := l.shown(g, c, first.Add(-1)); ok {
				t.Errorf("%s shows too soon: %+v", l.id, d)
			}
		}
		for on, passed := range map[decision.Day]bool{first: false, l.want: false, l.want.Add(1): true, l.want.Add(700): true} {
			if d, ok := l.shown(g, c, on); !ok || d.On != l.want || d.Passed != passed || d.Step != l.step {
				t.Errorf("%s from %s, seen on %s: %v %+v, want %s, passed %v", l.id, l.on, on, ok, d, l.want, passed)
			}
		}
		if d, ok := l.shown(g, c, l.on.Add(-1)); ok {
			t.Errorf("%s is there before its act: %+v", l.id, d)
		}
		l.settled(t, g, c)
	}
	for _, l := range g.TimeLimits {
		if !known[l.ID] && l.Length > 0 {
			t.Errorf("%s has no line in the reference", l.ID)
		}
	}
}

// refReplaces are the acts that take the place of another: a judgment, once an
// order is asked for, is that order; one that is served again, in person, gives
// its own month.
var refReplaces = map[string]dossier.EventKind{"requete-injonction": dossier.Judged, "saisie": dossier.ServedOrder}

// settled tries what settles a limit, in time and once it is passed, and what
// does not.
func (l refLimit) settled(t *testing.T, g *decision.Guide, c dossier.Case) {
	row := func(id string) []string {
		for _, known := range g.TimeLimits {
			if known.ID == id && known.If == l.before && known.Period.Holds(l.on.Time()) {
				return known.SettledBy
			}
		}
		return nil
	}
	settles := strings.Fields(l.settles)
	slices.Sort(settles)
	if got := slices.Sorted(slices.Values(row(l.id))); !slices.Equal(got, settles) {
		t.Errorf("%s is settled by %q, want %q", l.id, got, settles)
	}
	for _, on := range []decision.Day{l.want, l.want.Add(30)} {
		for _, kind := range dossier.EventKinds(g) {
			gone := slices.Contains(settles, string(kind)) || refReplaces[l.act] == kind
			if _, open := l.shown(g, c.With(happened(kind, on)), on); string(kind) != l.act && open == gone {
				t.Errorf("%s after %s: there %v", l.id, kind, open)
			}
		}
		if _, open := l.shown(g, c.With(dossier.Event{On: on, Kind: dossier.Kept, Limit: l.id}), on); open {
			t.Errorf("%s is there, and it was said to be done", l.id)
		}
		if _, open := l.shown(g, c.With(dossier.Event{On: on, Kind: dossier.Kept, Limit: "protet-autre"}), on); !open {
			t.Errorf("%s is gone, and another was said to be done", l.id)
		}
		step := g.Step(l.step)
		for _, o := range step.Outcomes {
			after := c.Happened(g, step, o, on, "")
			if _, open := l.shown(g, after, on); open && o.Act != l.act {
				t.Errorf("%s is there after « %s »", l.id, o.Label)
			}
		}
	}
}

// TestReferenceContract: the day of a contract is the one that was typed, or is
// asked for; never supposed.
func TestReferenceContract(t *testing.T) {
	g := guide(t)
	l := refLimit{id: "delai-police", act: "impaye-assure", on: "2026-10-01", step: "declarer-sinistre"}
	if d, ok := l.shown(g, l.refDebt(), "2027-10-01"); !ok || d.On != "" || d.Passed {
		t.Errorf("not typed: %v %+v", ok, d)
	}
	c := l.refDebt()
	c.Journal[0].Until = "2026-12-15"
	for on, passed := range map[decision.Day]bool{"2026-12-15": false, "2026-12-16": true} {
		if d, ok := l.shown(g, c, on); !ok || d.On != "2026-12-15" || d.Passed != passed {
			t.Errorf("typed, on %s: %v %+v", on, ok, d)
		}
	}
}
