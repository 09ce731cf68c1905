package tui

import (
	"cmp"
	"slices"
	"strings"

	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// What one reads of a case at a glance, and what each of its parts holds in a line.

// glance is one thing to know at once: what it is, how much or when, and what
// explains it.
type glance struct {
	label, value string
	look         draw.Ink
	notes        []string
}

// glances lay facts out side by side, or one under the other where there is no room.
func glances(all []glance, f frame) []draw.Block {
	if !f.Roomy() {
		blocks := make([]draw.Block, len(all))
		for i, c := range all {
			blocks[i] = draw.Fact(c.label, c.value, c.look, f.Frame)
			if len(c.notes) > 0 && f.Airy() {
				blocks[i].Lines = append(blocks[i].Lines, draw.Hang(c.notes[0], f.TextWidth(), "  ", f.Styles.Dim)...)
			}
		}
		return blocks
	}
	width := draw.ColumnWidth(len(all), f.Frame)
	var columns [][]string
	for _, c := range all {
		column := append(draw.Wrap(c.label, width, f.Styles.Dim), draw.Wrap(c.value, width, c.look)...)
		for _, note := range c.notes {
			column = append(column, draw.Wrap(note, width, f.Styles.Text)...)
		}
		columns = append(columns, column)
	}
	return []draw.Block{{Lines: draw.Columns(columns, width)}}
}

// folderHead names the client and what the conflict is about, then says what is owed,
// what comes next and what came last.
func folderHead(f frame) []draw.Block {
	name := cmp.Or(f.kase.Client.Name, "Client à nommer")
	if about := cmp.Or(f.kase.Subject, french.Small(f.kase.Title)); about != "" {
		name += french.NBSP + "· " + about
	}
	blocks := []draw.Block{{Lines: draw.Wrap(name, f.TextWidth(), f.Styles.Title)}}
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, glances([]glance{owedCell(f), nextCell(f), lastCell(f)}, f)...)
	return append(blocks, roadBlocks(f)...)
}

// roadBlocks is where the case is on the way, where there is room to tell.
func roadBlocks(f frame) []draw.Block {
	step := f.guide.Verdict(f.answers).Step
	if step == nil || f.kase.Closed != "" || !f.Airy() {
		return nil
	}
	line := draw.RoadLine(f.guide.Stops(f.walk(), step.ID), f.TextWidth(), f.Styles)
	if line == "" {
		return nil
	}
	return []draw.Block{draw.Gap(), {Lines: []string{line}}}
}

// owedCell is the sum at stake, and on which day.
func owedCell(f frame) glance {
	const owes = "Il vous doit"
	claim := f.kase.Claim(f.guide, f.today())
	switch {
	case claim.Over > 0:
		return glance{"Vous lui rendez", french.Cents(claim.Over), f.Styles.Title, []string{"payés en trop"}}
	case f.kase.Denied() && claim.Total == 0:
		return glance{"Vous lui devez", "une réponse", f.Styles.Strong, []string{"l’étape dit quoi, et pour quand"}}
	case claim.Settled():
		return glance{owes, french.Cents(0), f.Styles.Strong, []string{"tout est payé"}}
	case claim.Billed > 0:
		notes := []string{"au " + french.Day(string(claim.On))}
		if extra := claim.Interest + claim.Flat; extra > 0 {
			notes = append(notes, "dont retard "+french.Cents(extra))
		}
		return glance{owes, french.Cents(claim.Total), f.Styles.Title, notes}
	case atStake(f) > 0:
		return glance{owes, french.Cents(atStake(f)), f.Styles.Title, []string{"d’après vos réponses"}}
	case f.kase.Owing(f.guide, f.today()):
		return glance{owes, "somme à noter", f.Styles.Strong, []string{"ajoutez une facture"}}
	}
	return glance{owes, "à voir", f.Styles.Strong, []string{"selon vos réponses"}}
}

// nextCell is the date to see to first, how far it is, with its sign when it is near
// or past.
func nextCell(f frame) glance {
	const name = "Prochaine date"
	if f.kase.Closed != "" {
		return glance{"Clos le", french.Day(string(f.kase.Closed)), f.Styles.Strong, nil}
	}
	d, some := dossier.Pressing(f.kase.Deadlines(f.guide, f.today()), f.today())
	if l, undated := f.kase.Undated(f.guide, f.today()); !some && undated {
		return glance{name, "à noter", f.Styles.Strong, []string{"le jour de départ", french.Small(l.Since)}}
	}
	if !some {
		return glance{name, "aucune", f.Styles.Strong, []string{"notez une facture, ou ce qui s’est passé"}}
	}
	told, look := awayTold(d, f)
	notes := []string{say.DeadlineDay(d), french.Small(dueTold(d, f))}
	if say.Near(d, f.today()) && d.Latest == "" && f.Roomy() {
		told, notes = told+french.NBSP+"· "+french.Day(string(d.On))[:len("31/12")], notes[1:]
	}
	return glance{name, told, look, notes}
}

// dueTold says what is to be done, and of which invoice when there are several.
func dueTold(d dossier.Deadline, f frame) string {
	alone := len(f.kase.Invoices) == 1 && d.About == f.kase.Invoices[0].Number
	return say.Due(f.guide, d, !alone)
}

// awayTold says how far a deadline is, with a sign when it is one's own and near or
// past.
func awayTold(d dossier.Deadline, f frame) (string, draw.Ink) {
	away := say.Away(d, f.today())
	if say.Urgent(d, f.today()) {
		return draw.FaultMark + french.NBSP + away, f.Styles.Fault
	}
	return away, f.Styles.Strong
}

// lastCell is what happened last.
func lastCell(f frame) glance {
	all := slices.DeleteFunc(slices.Clone(f.kase.Timeline()), func(e dossier.Event) bool { return e.Kind == dossier.ToRecall })
	if len(all) == 0 {
		return glance{"Dernier acte", "aucun", f.Styles.Strong, []string{"notez un appel, une lettre"}}
	}
	last := all[len(all)-1]
	day := "le " + french.Day(string(last.On))
	if last.Cents != 0 {
		day = french.Cents(last.Cents) + " " + day
	}
	last.Cents, last.Invoice, last.Until = 0, "", ""
	return glance{"Dernier acte", say.Act(f.guide, last), f.Styles.Strong, []string{day}}
}

// stepTold is where the case stands.
func stepTold(f frame) string {
	if step := f.guide.Verdict(f.answers).Step; step != nil {
		return step.Title
	}
	walk := f.walk()
	if walk.Next == nil {
		return "il manque une réponse"
	}
	return "à trouver" + french.NBSP + ": " + french.Remaining(walk.Min, walk.Max)
}

// accountTold is what was billed, received, and is left.
func accountTold(f frame) string {
	if len(f.kase.Invoices) == 0 {
		return "aucune facture\u00a0: ajoutez-la, le reste se calcule"
	}
	claim, paid := f.kase.Claim(f.guide, f.today()), int64(0)
	for _, in := range claim.Invoices {
		paid += in.Paid
	}
	told := french.Plural(len(f.kase.Invoices), "facture", "factures")
	if paid > 0 {
		told += ", " + french.Cents(paid) + " reçus"
	}
	return told + ", reste " + french.Cents(claim.Total)
}

// datesTold is the nearest date, and how many others there are.
func datesTold(f frame) string {
	all := f.kase.Deadlines(f.guide, f.today())
	d, some := dossier.Pressing(all, f.today())
	if !some {
		return "aucune date connue"
	}
	return french.Plural(len(all), "date", "dates") + ", la première à voir" + french.NBSP + ": " + say.Away(d, f.today())
}

// journalTold counts what was noted.
func journalTold(f frame) string {
	if len(f.kase.Journal) == 0 {
		return "rien de noté\u00a0: appel, relance, courrier, paiement"
	}
	return french.Plural(len(f.kase.Journal), "acte noté", "actes notés")
}

// lettersTold counts the letters of the step, and names those that were begun.
func lettersTold(f frame) string {
	var ready int
	if step := f.guide.Verdict(f.answers).Step; step != nil {
		ready = len(letter.Suited(f.guide, step.ID, f.kase, f.today()))
	}
	var begun []string
	for i := range f.guide.Letters() {
		l := &f.guide.Letters()[i]
		if f.kase.Drafts[l.ID] != "" {
			begun = append(begun, french.Small(l.Title))
		}
	}
	var told []string
	if ready > 0 {
		told = append(told, french.Plural(ready, "modèle prêt", "modèles prêts")+" pour l’étape")
	}
	if len(begun) > 0 {
		told = append(told, "à finir"+french.NBSP+": "+french.And(begun))
	}
	return cmp.Or(strings.Join(told, "\u00a0; "), "les modèles de lettres")
}

// partiesTold names who is against whom.
func partiesTold(f frame) string {
	names := slices.DeleteFunc([]string{f.kase.Client.Name, f.kase.Business.Name}, func(n string) bool { return n == "" })
	return cmp.Or(strings.Join(names, " · "), "à nommer\u00a0: elles remplissent les courriers")
}

// answersTold counts what was answered.
func answersTold(f frame) string {
	return french.Plural(len(f.answers.Said()), "réponse", "réponses") + ", à revoir ou à changer"
}

// complaintsTold says where the last complaint is.
func complaintsTold(f frame) string {
	if len(f.kase.Complaints) == 0 {
		return "aucune"
	}
	last := f.kase.Complaints[len(f.kase.Complaints)-1]
	return french.Number(len(f.kase.Complaints)) + ", la dernière " + complaintState(last)
}

// mostBeside is how many dates, and how many acts, stand beside a case.
const mostBeside = 6

// folderPaneFrom is the width from which it has room, beside three facts side by side.
const folderPaneFrom = 112

// folderPane is what stands beside the parts of a case: its dates, then what happened
// last.
func folderPane(f frame) []draw.Block {
	var dates, acts []draw.Block
	for _, d := range f.kase.Deadlines(f.guide, f.today()) {
		if len(dates) == mostBeside {
			break
		}
		away, look := awayTold(d, f)
		dates = append(dates, draw.Block{Lines: append(draw.Wrap(away+french.NBSP+"· "+say.DeadlineDay(d), f.TextWidth(), look), draw.Wrap(dueTold(d, f), f.TextWidth(), f.Styles.Dim)...)})
	}
	for _, e := range slices.Backward(f.kase.Timeline()) {
		if len(acts) == mostBeside {
			break
		}
		acts = append(acts, draw.Block{Lines: append(draw.Wrap(french.Day(string(e.On)), f.TextWidth(), f.Styles.Strong), draw.Wrap(say.Act(f.guide, e), f.TextWidth(), f.Styles.Dim)...)})
	}
	if len(dates)+len(acts) == 0 {
		return []draw.Block{draw.Note("Les dates et les actes du dossier viendront ici.", f.Frame)}
	}
	blocks := append(draw.Section(wordDates, dates, f.Frame), draw.Section("Ce qui s’est passé", acts, f.Frame)...)
	return blocks[1:]
}
