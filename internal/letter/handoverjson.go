package letter

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// file is what [HandOverJSON] writes. Its keys are a promise to other
// programs: one may be added, none is renamed. Amounts are in cents, rates in
// hundredths of a percent, days are written 2026-12-31.
type file struct {
	On         decision.Day        `json:"date"`
	Content    decision.Day        `json:"version_contenu"`
	ID         string              `json:"id"`
	Title      string              `json:"titre"`
	Business   dossier.Party       `json:"entreprise"`
	Client     dossier.Party       `json:"client"`
	Subject    string              `json:"objet"`
	Situation  []fileReply         `json:"situation"`
	Journal    []dossier.Event     `json:"journal"`
	Complaints []dossier.Complaint `json:"reclamations"`
	Claim      *fileClaim          `json:"demande"` // null when nothing is claimed, or a rate is not known
	Step       *fileStep           `json:"etape"`   // null while answers are missing
	Deadlines  []dossier.Deadline  `json:"echeances"`
	Bases      []fileBasis         `json:"fondements"`
	Advice     string              `json:"avertissement"`
}

type fileReply struct {
	Fact    decision.Fact  `json:"fait"`
	Value   decision.Value `json:"valeur"` // "?" when it is not known
	Words   string         `json:"reponse"`
	Deduced bool           `json:"deduite"`
}

type fileClaim struct {
	On        decision.Day  `json:"date"`
	Principal int64         `json:"principal"` // asked for
	Later     int64         `json:"a_echoir"`  // not due yet, hence not asked for
	Interest  int64         `json:"interets"`
	Flat      int64         `json:"indemnites"`
	Total     int64         `json:"total"` // asked for
	Invoices  []fileInvoice `json:"factures"`
}

type fileInvoice struct {
	Number    string     `json:"numero"`
	Principal int64      `json:"principal"` // left to pay, due or not
	Paid      int64      `json:"paye"`
	Interest  int64      `json:"interets"`
	Flat      int64      `json:"indemnite"`
	Spans     []fileSpan `json:"calcul"`
}

type fileSpan struct {
	From     decision.Day      `json:"du"`
	To       decision.Day      `json:"au"`
	Days     int               `json:"jours"`
	Cents    int64             `json:"somme"`
	Points   int               `json:"taux"`
	Kind     decision.RateKind `json:"nature"`
	Agreed   bool              `json:"contractuel"`
	Interest int64             `json:"interets"`
}

type fileStep struct {
	ID        string   `json:"id"`
	Title     string   `json:"titre"`
	Documents []string `json:"pieces"`
}

type fileBasis struct {
	ID         string               `json:"id"`
	Reference  string               `json:"reference"`
	Title      string               `json:"titre"`
	InForce    decision.PartialDate `json:"en_vigueur_depuis"` // a day, a month, a year, or "" when not known
	CheckedOn  decision.Day         `json:"relu_le"`
	ReadIn     string               `json:"lu_dans"`
	Confidence decision.Confidence  `json:"confiance"`
	Disputed   bool                 `json:"droit_discute"`
	Unread     bool                 `json:"texte_a_relire"`
}

// HandOverJSON writes the same file as [HandOver], for another program.
func HandOverJSON(g *decision.Guide, c dossier.Case, on decision.Day) ([]byte, error) {
	f := newFields(g, c, on)
	out := file{
		On: on, Content: decision.DayOf(g.Version), ID: c.ID, Title: c.Title, Business: c.Business, Client: c.Client,
		Subject: c.Subject, Situation: []fileReply{}, Journal: []dossier.Event{},
		Complaints: append([]dossier.Complaint{}, c.Complaints...), Claim: f.fileClaim(),
		Deadlines: append([]dossier.Deadline{}, c.Deadlines(g, on)...), Bases: []fileBasis{}, Advice: say.NotAdvice,
	}
	for _, r := range g.Walk(c.Answers(on.Time())).Path {
		out.Situation = append(out.Situation, fileReply{r.Question.Fact, r.Value, say.Reply(r), r.Deduced})
	}
	for _, e := range byDayOfEvent(c.Journal) {
		e.Before = nil // what the tool keeps to take an event back
		out.Journal = append(out.Journal, e)
	}
	step := g.Verdict(c.Answers(on.Time())).Step
	if step != nil {
		out.Step = &fileStep{step.ID, step.Title, linesOfText(step.Documents)}
	}
	for _, b := range f.basesOf(step) {
		out.Bases = append(out.Bases, fileBasis{
			b.ID, b.Reference, b.Title, b.InForce, decision.DayOf(b.CheckedOn), b.ReadIn, b.Confidence, len(b.Disputed) > 0, len(b.Unread) > 0,
		})
	}
	told, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the file to hand over: %w", err)
	}
	return append(told, '\n'), nil
}

// byDayOfEvent returns a journal, the oldest event first.
func byDayOfEvent(journal []dossier.Event) []dossier.Event {
	return slices.SortedStableFunc(slices.Values(journal), func(a, b dossier.Event) int { return cmp.Compare(a.On, b.On) })
}

// linesOfText returns the lines of a passage of the content.
func linesOfText(text decision.Text) []string {
	lines := []string{}
	for _, b := range text {
		for _, l := range b.Lines {
			lines = append(lines, l.String())
		}
	}
	return lines
}

func (f *fields) fileClaim() *fileClaim {
	if f.claim == nil {
		return nil
	}
	out := fileClaim{f.claim.On, f.principal(), f.claim.Principal - f.principal(), f.claim.Interest, f.claim.Flat, f.total(), []fileInvoice{}}
	for _, i := range f.claim.Invoices {
		invoice := fileInvoice{i.Number, i.Principal, i.Paid, i.Interest, i.Flat, []fileSpan{}}
		for _, s := range i.Spans {
			invoice.Spans = append(invoice.Spans, fileSpan{s.From, s.To, s.Days, s.Cents, s.Points, s.Kind, s.Agreed, s.Interest})
		}
		out.Invoices = append(out.Invoices, invoice)
	}
	return &out
}
