package tui

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// journalPage is the journal; its type tells that one stands on it.
type journalPage struct{ reading }

// newJournal lists what happened, the latest first.
func newJournal() *journalPage {
	r := &journalPage{reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordJournal, live: true}}
	r.extra = []shortcut{
		{key: keyAdd, do: func() action { return open{newEvent(dossier.Event{Kind: dossier.Called})} }},
		{key: keyUndo, do: func() action { return open{newConfirmUndo()} }, only: func(f frame) bool { return len(f.kase.Journal) > 0 }},
	}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Choice("Noter un événement", "appel, relance, courrier, réponse, paiement…", open{newEvent(dossier.Event{Kind: dossier.Called})}, f.Frame)}
		if len(f.kase.Journal) == 0 {
			return append(blocks, draw.Gap(), draw.Note("Rien n’est encore noté.", f.Frame))
		}
		blocks = append(blocks, draw.Gap())
		all := eventBlocks(f.kase, f)
		slices.Reverse(all)
		blocks = append(blocks, all...)
		return append(blocks, draw.Gap(), draw.Choice("Annuler le dernier événement", "il disparaît du journal, avec ce qu’il a changé", open{newConfirmUndo()}, f.Frame))
	}
	return r
}

// eventBlocks are the events of a case in their order, each with who wrote it, in a team.
func eventBlocks(c dossier.Case, f frame) []draw.Block {
	var all []draw.Block
	authors := f.authors.Of(c)
	for i, e := range c.Timeline() {
		b := eventBlock(e, f)
		b.Lines = append(b.Lines, underEvent(e, say.WrittenBy(authors[i]), f)...)
		all = append(all, b)
	}
	return all
}

// eventBlock is a line of the journal.
func eventBlock(e dossier.Event, f frame) draw.Block {
	b := draw.Fact(french.Day(string(e.On)), say.Act(f.guide, e), f.Styles.Text, f.Frame)
	b.Lines = append(b.Lines, underEvent(e, e.Note, f)...)
	return b
}

// underEvent is what stands under an event, after its day; nothing when it says nothing.
func underEvent(e dossier.Event, text string, f frame) []string {
	if text == "" {
		return nil
	}
	room := ansi.StringWidth(draw.Label(french.Day(string(e.On)), draw.LabelWidth, f.Frame))
	return draw.Hang(text, f.TextWidth(), strings.Repeat(" ", room), f.Styles.Dim)
}

// newEvent asks for a line of the journal, today's unless the event proposed has
// a day.
func newEvent(proposed dossier.Event) *form {
	return eventForm("evenement/"+string(proposed.Kind), func(frame) dossier.Event { return proposed }, dossier.Case.With)
}

// newLeft asks when a letter left, and writes it.
func newLeft(l *decision.Letter) *form {
	s := eventForm("envoi/"+l.ID, func(f frame) dossier.Event { return f.kase.Leaving(f.guide, l, f.today()) },
		func(c dossier.Case, e dossier.Event) dossier.Case { return c.Sends(l, e) })
	fill := s.fill
	s.fill = func(f frame) {
		fill(f)
		s.intro = say.Blanks(letter.Missing(letterPaper(l, f)))
	}
	return s
}

func eventForm(place string, propose func(frame) dossier.Event, write func(dossier.Case, dossier.Event) dossier.Case) *form {
	s := &form{place: place, about: "Noter un événement"}
	var proposed dossier.Event
	s.fill = func(f frame) {
		proposed = propose(f)
		var kinds []huh.Option[string]
		if proposed.Kind == dossier.Kept {
			kinds = append(kinds, huh.NewOption(say.Act(f.guide, proposed), string(proposed.Kind)))
		}
		for _, k := range dossier.EventKindsFor(f.guide, f.guide.Verdict(f.answers).Step) {
			kinds = append(kinds, huh.NewOption(say.Event(f.guide, k), string(k)))
		}
		day := proposed.On
		if day == "" {
			day = decision.DayOf(f.answers.Today())
		}
		s.entries = []entry{
			{key: "quoi", label: "Quoi", options: kinds, value: string(proposed.Kind)},
			{key: "le", label: "Quand", value: french.Day(string(day)), day: pastDay, needed: true},
			{key: "note", label: "Ce qui a été dit ou fait", value: proposed.Note, help: "facultatif"},
			{key: "montant", label: "Montant, pour un paiement", help: "facultatif, ex. : 250,00", check: french.ParseAmount, needed: proposed.Kind == dossier.Paid},
			{key: "avant", label: "Réponse ou rendez-vous le", value: french.Day(string(proposed.Until)), day: comingDay, help: "facultatif, comme une audience"},
		}
		if invoices := invoiceOptions(f.kase, proposed.Invoice); len(invoices) > 0 {
			s.entries = slices.Insert(s.entries, 4, entry{key: "facture", label: "Facture payée ou visée", value: proposed.Invoice, options: invoices})
		}
	}
	s.submit = func(said map[string]string) action {
		e := proposed
		e.On, e.Kind, e.Note, e.Until = decision.Day(said["le"]), dossier.EventKind(said["quoi"]), said["note"], decision.Day(said["avant"])
		e.Cents, e.Invoice = cents(said["montant"]), said["facture"]
		if e.Kind == dossier.Paid && e.Cents == 0 {
			return s.refuse("montant", "Donnez la somme reçue, comme 250,00.")
		}
		if e.Kind != proposed.Kind {
			e.Limit, e.Step = "", ""
		}
		return amend{change: func(c dossier.Case) dossier.Case { return write(c, e) }}
	}
	return s
}

// invoiceOptions are the invoices one may choose, each with its sum, and none in
// particular; nothing when there is no invoice. One that is said already, and is
// not in the case, stays in the list.
func invoiceOptions(c dossier.Case, said string) []huh.Option[string] {
	if len(c.Invoices) == 0 {
		return nil
	}
	all := []huh.Option[string]{huh.NewOption("Aucune en particulier", "")}
	for _, in := range c.Invoices {
		all = append(all, huh.NewOption(french.Shown(in.Number)+french.NBSP+": "+french.Cents(in.Total()), in.Number))
	}
	if said != "" && !slices.ContainsFunc(c.Invoices, func(in dossier.Invoice) bool { return in.Number == said }) {
		all = append(all, huh.NewOption(french.Shown(said)+" (pas dans ce dossier)", said))
	}
	return all
}

// newConfirmUndo names the event that goes, before it does.
func newConfirmUndo() *confirm {
	return &confirm{about: "Annuler", yes: "Oui, l’annuler", no: "Non, le garder", then: undo{}, asks: func(f frame) string {
		last, _ := f.kase.Last()
		return "Annuler ceci" + french.NBSP + "? Le " + french.Day(string(last.On)) + french.NBSP + ": " + say.Act(f.guide, last) + "."
	}}
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
	s := &form{place: "issue/" + french.Slug(o.Label), about: o.Label, intro: "Cet événement entre dans le journal du dossier, et l’étape suivante en découle."}
	var sent dossier.EventKind
	s.fill = func(f frame) {
		today := french.Date(f.answers.Today())
		s.entries = nil
		if kind, ok := f.kase.Sent(o); ok {
			sent = kind
			s.entries = append(s.entries, entry{key: "envoi", label: say.Event(f.guide, kind) + french.NBSP + ": fait le", value: today, day: pastDay, needed: true})
		}
		s.entries = append(s.entries,
			entry{key: "le", label: "Ce qui est arrivé ensuite, le", value: today, day: pastDay, needed: true},
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
