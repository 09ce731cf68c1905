package mcp

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/wire"
)

// tool is something an assistant may ask for.
type tool struct {
	name, title, about string
	takes              *jsonschema.Schema
	answer             string // the name of what it answers, as in docs/json.md
	call               func(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error)
}

// said is what a tool answers, in words and as an object.
type said struct {
	words  string
	object []byte
}

// tools are all of them.
var tools = []tool{
	{
		"prochaine_question", "La question à poser", "D’après les faits déjà connus, la question à poser à la personne, avec ses réponses possibles et une aide ; ou que tout est répondu. " +
			"Sans fait, la première question. À rappeler après chaque réponse, avec tous les faits.",
		schemaOf[takesFacts](forms), "prochaine-question", ask,
	},
	{
		"etape", "L’étape recommandée", "L’étape recommandée d’après les faits, quand tout est répondu : ses raisons, ses textes datés, son coût, sa durée, comment faire, et les voies fermées avec ce qui les ferme. " +
			"Refusé tant qu’une question est ouverte.",
		schemaOf[takesFacts](forms), "etape", conclude,
	},
	{
		"calculer", "Ce qu’une facture permet de demander", "Le principal, les intérêts de retard, l’indemnité et le total d’une facture impayée, avec le calcul, les taux et les textes.",
		schemaOf[takesClaim](forms), "somme", reckon,
	},
	{
		"lire_texte", "Un texte de loi, en clair", "Ce que dit un texte, sa référence, depuis quand il est en vigueur, où et quand il a été lu, et ce qui reste à vérifier.",
		schemaOf[takesBasis](forms), "texte", readText,
	},
	{
		"lister_questions", "Toutes les questions", "Toutes les questions qui peuvent être posées et leurs valeurs, pour reconnaître ce que la personne a déjà dit. Peu le sont : prochaine_question dit laquelle poser.",
		schemaOf[takesNothing](forms), "questions", list,
	},
}

// told writes an answer twice.
func told(g *decision.Guide, day decision.Day, inWords func(io.Writer) error, object func(wire.Writer) error) (said, error) {
	var words, source bytes.Buffer
	err := errors.Join(inWords(&words), object(wire.NewWriter(&source, g, day)))
	return said{words.String(), source.Bytes()}, err
}

// ask gives the next question.
func ask(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error) {
	a, err := answers(g, day, arguments)
	if err != nil {
		return said{}, err
	}
	return told(g, day, func(out io.Writer) error { return plain.Asking(out, g, a) }, func(w wire.Writer) error { return w.Asking(a) })
}

// conclude gives the step, once nothing is left to ask.
func conclude(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error) {
	a, err := answers(g, day, arguments)
	if err != nil {
		return said{}, err
	}
	walk, v := g.Walk(a), g.Verdict(a)
	switch {
	case walk.Next != nil:
		return said{}, open("Une question est encore ouverte", walk.Next)
	case v.Step == nil:
		return said{}, open(say.MissingWhy+" Il faut d’abord savoir", v.Depends[0].Question)
	}
	return told(g, day, func(out io.Writer) error { return plain.Concluded(out, g, a) }, func(w wire.Writer) error { return w.Concluded(a) })
}

// open says which question keeps from concluding.
func open(why string, q *decision.Question) error {
	return errors.New(why + french.NBSP + ": " + french.Quote(q.Title) + " (" + string(q.Fact) + "). Aucune étape n’est recommandée avant. Appelez prochaine_question, et posez-la.")
}

// reckon works out what an invoice allows to ask for.
func reckon(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error) {
	given, err := taken[takesClaim](arguments)
	if err != nil {
		return said{}, err
	}
	kase, on, err := given.invoiced(g, day)
	if err != nil {
		return said{}, err
	}
	of := kase.Claim(g, cmp.Or(on, day))
	return told(g, of.On, func(out io.Writer) error { return plain.Claim(out, g, of) }, func(w wire.Writer) error { return w.CautiousClaim(of) })
}

// invoiced is the case of the invoice that is given, and the day to reckon on, if any.
// The error says all that is wrong with it.
func (given takesClaim) invoiced(g *decision.Guide, day decision.Day) (kase dossier.Case, on decision.Day, err error) {
	var wrong []string
	named := func(name string, err error) {
		if err != nil {
			wrong = append(wrong, "L’argument "+french.Quote(name)+french.NBSP+": "+err.Error())
		}
	}
	when := func(name, said string) decision.Day {
		if said == "" {
			return ""
		}
		day, err := french.ParseDate(said)
		named(name, err)
		return decision.Day(day)
	}
	sum := func(name string, said typed) int64 {
		cents, err := french.ParseCents(string(said))
		if said == "" {
			err = errors.New(lacking + ". " + err.Error())
		}
		named(name, err)
		return cents
	}
	a, err := plain.Collect(g, day.Time(), []plain.Pair{{Fact: string(decision.FactClient), Said: given.Client}})
	if given.Client == "" {
		err = errors.New(lacking + ". " + possible(values(g, decision.FactClient)))
	}
	named("client", err)
	owed := dossier.Due{Cents: sum("facture", given.Sum)}
	if owed.On = when("echeance", given.Due); given.Due == "" {
		named("echeance", errors.New(lacking+". "+french.ErrDate.Error()))
	}
	var paid []dossier.Due
	for _, p := range given.Paid {
		paid = append(paid, dossier.Due{On: when("acomptes.le", cmp.Or(p.On, "?")), Cents: sum("acomptes.somme", p.Sum)})
	}
	rate := 0
	if given.Rate != "" {
		rate, err = french.ParsePercent(string(given.Rate))
		named("taux", err)
	}
	on, notified := when("au", given.On), when("mise_en_demeure", given.Notified)
	if kase = dossier.Invoiced(a, owed, rate, notified, paid); rate != 0 && !kase.TakesRate() {
		named("taux", errors.New(say.RateRefused))
	}
	if len(wrong) > 0 {
		return dossier.Case{}, "", errors.New(strings.Join(wrong, "\n"))
	}
	return kase, on, nil
}

// readText gives a legal text.
func readText(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error) {
	given, err := taken[takesBasis](arguments)
	if err != nil {
		return said{}, err
	}
	b := g.Basis(given.ID)
	if b == nil {
		return said{}, noText(g, given.ID)
	}
	return told(g, day, func(out io.Writer) error { return plain.LawText(out, g, b) }, func(w wire.Writer) error { return w.LawText(b) })
}

// fewNear is how many texts are named for one that does not exist.
const fewNear = 3

// noText says that there is no such text, and which have a name close to it: that of its
// page, or as one cites it.
func noText(g *decision.Guide, id string) error {
	const where = " Un identifiant est la clé id d’un fondement, que donnent etape et calculer."
	if id == "" {
		return errors.New("L’argument " + french.Quote("fondement") + french.NBSP + ": " + lacking + "." + where)
	}
	ids := each(g.Bases, func(b decision.LegalBasis) string { return b.ID })
	var near []string
	for cited := strings.ReplaceAll(french.Slug(id), "-art-", "-"); len(near) < fewNear; {
		n := decision.Nearest(cited, ids)
		if at := slices.IndexFunc(ids, func(other string) bool {
			return strings.HasPrefix(cited+"-", other+"-") || strings.HasPrefix(other, cited+"-")
		}); at >= 0 {
			n = ids[at] // a part of the same article
		}
		if n == "" {
			break
		}
		near = append(near, french.Quote(n))
		ids = slices.DeleteFunc(ids, func(other string) bool { return other == n })
	}
	told := "Le texte " + french.Quote(french.Shown(id)) + " n’existe pas."
	if len(near) > 0 {
		return errors.New(told + " Vouliez-vous dire " + french.Or(near) + french.NBSP + "?")
	}
	return errors.New(told + where)
}

// list gives all the questions.
func list(g *decision.Guide, day decision.Day, arguments json.RawMessage) (said, error) {
	if _, err := taken[takesNothing](arguments); err != nil {
		return said{}, err
	}
	return told(g, day, func(out io.Writer) error { return plain.Questions(out, g) }, func(w wire.Writer) error { return w.Questions() })
}
