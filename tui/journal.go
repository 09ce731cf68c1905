package tui

import (
	"strconv"
	"strings"

	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// journalPage is the journal; its type tells that one stands on it.
type journalPage struct{ reading }

// newJournal lists what happened, the latest first.
func newJournal() *journalPage {
	r := &journalPage{reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordJournal}}
	r.extra = []shortcut{
		{key: keyAdd, do: func() action { return open{newEvent(dossier.Event{Kind: dossier.Called})} }},
		{key: keyUndo, do: func() action { return undo{} }, only: func(f frame) bool { return len(f.kase.Journal) > 0 }},
	}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Choice("Noter un événement", "appel, relance, courrier, réponse, paiement…", open{newEvent(dossier.Event{Kind: dossier.Called})}, f.Frame)}
		if len(f.kase.Journal) == 0 {
			return append(blocks, draw.Gap(), draw.Note("Rien n’est encore noté.", f.Frame))
		}
		blocks = append(blocks, draw.Gap())
		for i := len(f.kase.Journal) - 1; i >= 0; i-- {
			blocks = append(blocks, eventBlock(f.kase.Journal[i], f))
		}
		return append(blocks, draw.Gap(), draw.Choice("Annuler le dernier événement", "il disparaît du journal, avec ce qu’il a changé", undo{}, f.Frame))
	}
	return r
}

// eventBlock is a line of the journal.
func eventBlock(e dossier.Event, f frame) draw.Block {
	b := draw.Fact(french.Day(string(e.On)), say.Act(f.guide, e), f.Styles.Text, f.Frame)
	if e.Note != "" {
		b.Lines = append(b.Lines, draw.Hang(e.Note, f.TextWidth(), strings.Repeat(" ", draw.LabelWidth), f.Styles.Dim)...)
	}
	return b
}

// newEvent asks for a line of the journal, today's unless the event proposed has
// a day.
func newEvent(proposed dossier.Event) *form {
	s := &form{about: "Noter un événement"}
	s.fill = func(f frame) {
		kinds := make([]huh.Option[string], 0, len(dossier.EventKinds()))
		for _, k := range dossier.EventKinds() {
			kinds = append(kinds, huh.NewOption(say.Event(k), string(k)))
		}
		day := proposed.On
		if day == "" {
			day = decision.DayOf(f.answers.Today())
		}
		s.entries = []entry{
			{key: "quoi", label: "Quoi", options: kinds, value: string(proposed.Kind)},
			{key: "le", label: "Quand", value: french.Day(string(day)), check: checkDay, needed: true},
			{key: "note", label: "Ce qui a été dit ou fait", value: proposed.Note, help: "facultatif"},
			{key: "montant", label: "Montant, pour un paiement", help: "facultatif, ex. : 250,00", check: checkAmount, needed: proposed.Kind == dossier.Paid},
			{key: "facture", label: "Facture payée", value: proposed.Invoice, help: "facultatif, ex. : 2026-014"},
		}
	}
	s.submit = func(said map[string]string) action {
		e := dossier.Event{
			On: decision.Day(said["le"]), Kind: dossier.EventKind(said["quoi"]), Note: said["note"],
			Cents: cents(said["montant"]), Invoice: said["facture"],
		}
		return amend{func(c dossier.Case) dossier.Case { return c.With(e) }}
	}
	return s
}

// cents reads an amount in canonical form, "1234.56"; nothing is 0.
func cents(canonical string) int64 {
	euros, rest, _ := strings.Cut(canonical, ".")
	n, err := strconv.ParseInt(euros+(rest + "00")[:2], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// newHappened asks when an outcome came, and what to remember of it; when it
// answers a letter or a call the journal does not hold, also when that was.
func newHappened(o decision.Outcome) *form {
	s := &form{about: o.Label, intro: "Cet événement entre dans le journal du dossier, et l’étape suivante en découle."}
	var sent dossier.EventKind
	s.fill = func(f frame) {
		today := french.Date(f.answers.Today())
		if kind, ok := f.kase.Sent(o); ok {
			sent = kind
			s.entries = append(s.entries, entry{key: "envoi", label: say.Event(kind) + french.NBSP + ": fait le", value: today, check: checkDay, needed: true})
		}
		s.entries = append(s.entries,
			entry{key: "le", label: "Ce qui est arrivé ensuite, le", value: today, check: checkDay, needed: true},
			entry{key: "note", label: "À retenir", help: "facultatif"})
	}
	s.submit = func(said map[string]string) action {
		h := happened{outcome: o, on: decision.Day(said["le"]), note: said["note"]}
		if sent != "" {
			h.sent = dossier.Event{On: decision.Day(said["envoi"]), Kind: sent}
		}
		return h
	}
	return s
}
