package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
)

// mostWelcome is how many exercises the welcome screen shows.
const mostWelcome = 4

// exercises reads the pages of cas-pratiques/, one a fictional conflict.
func (r *reader) exercises() error { return r.pages("cas-pratiques", r.exercise) }

// sortExercises puts first those of the welcome screen, then the others in the
// order of their causes. The pages come in the order of their ids, which ties
// keep.
func (r *reader) sortExercises() {
	welcome := func(e decision.Exercise) int {
		if e.Welcome == 0 {
			return mostWelcome + 1
		}
		return e.Welcome
	}
	slices.SortStableFunc(r.guide.Exercises, func(a, b decision.Exercise) int {
		return cmp.Or(cmp.Compare(welcome(a), welcome(b)), cmp.Compare(r.causeAt(a), r.causeAt(b)))
	})
}

// causeAt returns the place of the cause of an exercise among the answers to
// the question of the cause.
func (r *reader) causeAt(e decision.Exercise) int {
	for _, q := range r.guide.Questions {
		if q.Fact == decision.FactCause {
			return slices.IndexFunc(q.Options, func(o decision.Option) bool {
				return slices.Contains(e.Answers, decision.Setting{Fact: q.Fact, Value: o.Value})
			})
		}
	}
	return 0
}

func (r *reader) exercise(p *page) {
	e := decision.Exercise{ID: p.id, Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	e.Story = texts(p.root.blocks)
	if len(e.Story) == 0 {
		p.complain(p.root.line, "sous le titre, racontez l'histoire.")
	}
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Pièces", read: p.listed(&e.Documents)},
		{title: "Réponses", read: p.flat(func(s section) {
			for _, it := range p.entries(s) {
				for _, answer := range p.settings(it.String(), it.line, answerForm) {
					if first, twice := answered(e, answer.Fact); twice {
						p.complain(it.line, "le fait « %s » est écrit deux fois : il a déjà sa réponse, « %s ». Gardez une seule des deux lignes.", answer.Fact, first)
						continue
					}
					e.Answers, e.AnswerPos = append(e.Answers, answer), append(e.AnswerPos, p.pos(it.line))
				}
			}
		})},
		{title: "Étape attendue", read: p.flat(func(s section) { e.Step, e.StepPos = p.expected(s), p.pos(s.line+1) })},
		{title: "Ce qu'il faut retenir", read: func(s section) { e.Point = p.point(s) }},
		{title: "L'erreur classique", read: func(s section) { e.Mistake, e.WrongStep = p.mistake(s) }},
		{title: "Propositions", optional: true, read: p.flat(func(s section) { e.Proposals = p.proposals(s, e) })},
		{title: "À discuter", read: p.listed(&e.Discussion)},
		{title: "Durée", read: p.flat(func(s section) { e.Minutes = p.minutes(s) })},
		{title: "Accueil", optional: true, read: p.flat(func(s section) { e.Welcome = p.welcome(s) })},
	})
	if e.WrongStep != "" && e.WrongStep == e.Step {
		p.complain(p.root.line, "l'erreur classique mène à l'étape attendue. Changez l'une ou l'autre.")
	}
	r.guide.Exercises = append(r.guide.Exercises, e)
}

// answered returns the answer that an exercise gives to a fact, if it does.
func answered(e decision.Exercise, fact decision.Fact) (decision.Value, bool) {
	for _, a := range e.Answers {
		if a.Fact == fact {
			return a.Value, true
		}
	}
	return "", false
}

// expected reads the link to the step an exercise must lead to.
func (p *page) expected(s section) string {
	if len(s.blocks) == 1 && len(s.blocks[0].items) == 1 {
		links := s.blocks[0].items[0].spans.Links()
		if len(links) == 1 && links[0].Kind == decision.ToStep {
			return links[0].ID
		}
	}
	p.complain(s.line, "écrivez un lien vers une étape. Exemple : [Appeler le client](../etapes/appeler-client.md)")
	return ""
}

// point reads what to remember: a lesson of law cites its text.
func (p *page) point(s section) (point decision.Text) {
	p.text(&point)(s)
	cites := func(l decision.Link) bool { return l.Kind == decision.ToBasis }
	if !slices.ContainsFunc(linksOf(s), cites) {
		p.complain(s.line, "citez au moins un fondement. Exemple : [la bonne foi](../fondements/c-civ-1104.md)")
	}
	return point
}

// mistake reads the usual mistake, with the step it leads to when it links one.
func (p *page) mistake(s section) (mistake decision.Text, step string) {
	p.text(&mistake)(s)
	for _, l := range linksOf(s) {
		switch {
		case l.Kind != decision.ToStep:
		case step != "" && l.ID != step:
			p.complain(s.line, "l'erreur classique mène à une seule étape. Gardez un seul lien vers une étape.")
		default:
			step = l.ID
		}
	}
	return mistake, step
}

// How many steps a room chooses from.
const (
	fewestProposals = 3
	mostProposals   = 5
)

// proposals reads the steps a room chooses from, a link each; the expected one, and
// that of the usual mistake, are among them.
func (p *page) proposals(s section, e decision.Exercise) (ids []string) {
	for _, it := range p.entries(s) {
		links := it.spans.Links()
		switch {
		case len(links) != 1 || links[0].Kind != decision.ToStep:
			p.complain(it.line, "écrivez un lien vers une étape. Exemple : - [Appeler le client](../etapes/appeler-client.md)")
		case slices.Contains(ids, links[0].ID):
			p.complain(it.line, "cette étape est proposée deux fois. Retirez cette ligne.")
		default:
			ids = append(ids, links[0].ID)
		}
	}
	if len(ids) < fewestProposals || len(ids) > mostProposals {
		p.complain(s.line, "proposez de %d à %d étapes, ou retirez cette rubrique : elles seront déduites.", fewestProposals, mostProposals)
	}
	for _, want := range []string{e.Step, e.WrongStep} {
		if want != "" && !slices.Contains(ids, want) {
			p.complain(s.line, "il manque l'étape « %s », attendue ou erreur classique. Ajoutez-la.", want)
		}
	}
	return ids
}

// minutes reads « 15 minutes ».
func (p *page) minutes(s section) int {
	var said string
	p.short(&said)(s)
	number, unit, _ := strings.Cut(plain(said), " ")
	n, ok := positive(number)
	if !ok || strings.TrimSuffix(unit, "s") != "minute" {
		p.complain(s.line, "écrivez un nombre de minutes, de 1 à 100. Exemple : 15 minutes")
	}
	return n
}

// welcome reads a rank on the welcome screen, which belongs to one exercise.
func (p *page) welcome(s section) int {
	var said string
	p.short(&said)(s)
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 || n > mostWelcome {
		p.complain(s.line, "écrivez un rang, de 1 à %d, ou retirez cette rubrique.", mostWelcome)
		return 0
	}
	for _, e := range p.guide.Exercises {
		file := "cas-pratiques/" + e.ID + ".md"
		switch {
		case e.Welcome != n:
		case p.proven(p.name) && !p.proven(file): // the page of the program was there first
			p.reader.complain(file, 0, "", "le rang %d de l'accueil est déjà celui du cas « %s ». Choisissez-en un autre, ou retirez la rubrique « Accueil ».", n, p.id)
		default:
			p.complain(s.line, "le rang %d est déjà celui du cas « %s ». Choisissez-en un autre.", n, e.ID)
		}
	}
	return n
}
