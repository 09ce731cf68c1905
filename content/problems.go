package content

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// told puts the problems the engine found into words for the authors, but for
// those that may only follow from what is wrong with the form of the pages, or
// from one another.
func (r *reader) told(problems decision.Problems) Complaints {
	d := r.damage(problems)
	all, problems := r.alike(problems, d)
	var dropped []string
	for _, p := range problems {
		file, at, _ := strings.Cut(p.Pos, ":")
		if file == "" {
			file = "echelle.md"
		}
		switch {
		case d.explains(p, file):
			continue
		case r.drops(p, file):
			dropped = append(dropped, strings.TrimSuffix(p.Name+" ("+r.shown(file)+")", " ("+ownPages+file+")"))
			continue
		case !r.tells(file):
			continue
		}
		n, _ := strconv.Atoi(at)
		n = r.lineOf(file, n, p)
		all = append(all, Complaint{File: file, Line: n, Quote: r.quote(file, n), Say: r.say(p)})
	}
	if slices.Sort(dropped); len(dropped) > 0 && r.tells("echelle.md") {
		all = append(all, Complaint{File: "echelle.md", Say: "des étapes n'y sont pas, ou n'ont pas de stade : " + few(slices.Compact(dropped)) + ". Cette page remplace en entier celle qu'elle recouvre : mettez-y leurs lignes, sous « Étapes » et sous « Stades ». Pour retirer une étape du programme, partez d'un contenu complet : compromis contenu exporter"})
	}
	return all
}

// drops says whether a problem is of a step that a ladder laid over another left out:
// one of the program, or of another folder than the ladder's.
func (r *reader) drops(p decision.Problem, file string) bool {
	l, laid := r.folder.(layers)
	return laid && (p.Code == "not-on-ladder" || p.Code == "no-phase") && l.owner("echelle.md") != nil && l.owner(file) != l.owner("echelle.md")
}

// shown is how a file is named in a sentence, among folders laid over one another.
func (r *reader) shown(file string) string {
	if l, laid := r.folder.(layers); laid {
		return l.place(file)
	}
	return file
}

// mostAlike is how many problems with one cause are told one by one.
const mostAlike = 3

// alike tells at once the problems that have one cause, when there are many: a page
// or an answer that so many lines name, a step that comes before so many others. It
// returns the problems that are left.
func (r *reader) alike(problems decision.Problems, d damage) (all Complaints, rest decision.Problems) {
	groups := map[string]decision.Problems{}
	for _, p := range problems {
		if file, _, _ := strings.Cut(p.Pos, ":"); !d.explains(p, file) {
			groups[cause(p)] = append(groups[cause(p)], p)
		}
	}
	crowded := len(groups["never"]) > mostAlike
	for _, p := range problems {
		key := cause(p)
		switch group := groups[key]; {
		case crowded && (p.Code == "cycle" || p.Code == "stops" || p.Code == "extra" || p.Code == "never-holds"):
		case key == "" || len(group) <= mostAlike:
			rest = append(rest, p)
		case group[0].Pos == p.Pos && group[0].Name == p.Name:
			file, said := r.sayTogether(key, group)
			all = append(all, Complaint{File: file, Say: said})
		}
	}
	return all, rest
}

// cause names what problems have in common, or nothing.
func cause(p decision.Problem) string {
	switch p.Code {
	case "step":
		return "etapes/" + p.Name + ".md"
	case "basis":
		return "fondements/" + p.Name + ".md"
	case "cause":
		return "causes/" + p.Name + ".md"
	case "fact":
		return "questions/" + p.Name + ".md"
	case "value":
		return p.Name
	case "astray", "situation":
		return string(p.Code) + " " + p.Near
	case "never":
		return "never"
	}
	return ""
}

// sayTogether says what many problems have in common, and of which file.
func (r *reader) sayTogether(key string, group decision.Problems) (file, said string) {
	var at, names []string
	for _, p := range group {
		where, line, _ := strings.Cut(p.Pos, ":")
		n, _ := strconv.Atoi(line)
		names = append(names, p.Name)
		if line := fmt.Sprintf("%s:%d", r.shown(where), r.lineOf(where, n, p)); !slices.Contains(at, line) {
			at = append(at, line)
		}
	}
	fact, value, _ := strings.Cut(key, "=")
	switch p := group[0]; p.Code {
	case "never":
		return "echelle.md", fmt.Sprintf("%d étapes ne sont plus jamais recommandées : une étape placée plus haut convient à toutes leurs situations. Resserrez ses conditions, ou mettez-la plus bas. Ce sont : %s.", len(group), few(names))
	case "astray":
		return "echelle.md", fmt.Sprintf("%d cas pratiques mènent maintenant à « %s », et non à l'étape annoncée. Relisez les conditions et la place de cette étape. Ce sont : %s.", len(group), p.Near, few(names))
	case "situation":
		return situationsFile, fmt.Sprintf("%d situations mènent maintenant à « %s », et non à l'étape attendue. Relisez les conditions et la place de cette étape. Ce sont : %s.", len(group), p.Near, few(at))
	case "value":
		return "questions/" + fact + ".md", fmt.Sprintf("la réponse « %s » n'y est pas, et %d lignes s'en servent. Rétablissez-la, ou corrigez ces lignes : %s.%s", value, len(at), few(at), r.remedy(p))
	default:
		if slices.ContainsFunc(r.guide.Ladder, func(rung decision.Rung) bool { return rung.Step == p.Near }) {
			p.Near = "" // it has its place: it is not this one renamed
		}
		return key, fmt.Sprintf("cette page n'existe pas, et %d lignes y mènent. Rétablissez-la, ou corrigez ces lignes : %s.%s", len(at), few(at), r.remedy(decision.Problem{Near: p.Near}))
	}
}

// few lists the first names of many.
func few(names []string) string {
	if more := len(names) - 5; more > 1 {
		return strings.Join(names[:5], ", ") + fmt.Sprintf(" et %d autres", more)
	}
	return strings.Join(names, ", ")
}

// damage is what is known to be wrong when problems are told.
type damage struct {
	faulty map[string]bool // pages with complaints of their own, or that are not read
	whole  bool            // the questions, the steps and their order are as their author wants them
	placed bool            // each step has its place
}

func (r *reader) damage(problems decision.Problems) damage {
	d := damage{faulty: map[string]bool{}, whole: r.ladderWhole(), placed: true}
	for _, c := range r.complaints {
		d.faulty[c.File] = true
	}
	for page := range r.unread {
		d.faulty[page], d.faulty[page+".md"], d.faulty[page+".csv"] = true, true, true
	}
	for _, p := range problems {
		switch p.Code {
		case "not-on-ladder", "alternative", "duplicate", "too-many":
			d.placed = false
		}
	}
	return d
}

// ladderWhole says whether the pages that make the diagram are without complaint.
func (r *reader) ladderWhole() bool {
	makes := func(file string) bool {
		return file == "echelle.md" || strings.HasPrefix(file, "questions") || strings.HasPrefix(file, "etapes")
	}
	if slices.ContainsFunc(r.complaints, func(c Complaint) bool { return makes(c.File) }) {
		return false
	}
	for page := range r.unread {
		if makes(page) {
			return false
		}
	}
	return true
}

// explains says whether a problem of a file may only follow from the damage.
func (d damage) explains(p decision.Problem, file string) bool {
	if len(d.faulty) == 0 && d.placed {
		return false
	}
	switch p.Code {
	case "fact", "value":
		fact, _, answer := strings.Cut(p.Name, "=")
		return p.Code == "value" && !answer && !d.whole || d.faulty["questions/"+fact+".md"] || d.faulty["questions"]
	case "step":
		return p.Name == "" || d.faulty["etapes/"+p.Name+".md"] || d.faulty["etapes"]
	case "basis":
		return d.faulty["fondements/"+p.Name+".md"] || d.faulty["fondements"]
	case "cause":
		return d.faulty["causes/"+p.Name+".md"] || d.faulty["causes"] || d.faulty["questions/cause.md"]
	case "duplicate":
		return d.faulty[file]
	case "usual", "late":
		return d.faulty[file] || d.faulty["echelle.md"]
	case "no-phase", "not-on-ladder", "alternative":
		return d.faulty["echelle.md"] || d.faulty[file] || d.faulty["etapes/"+p.Name+".md"]
	case "situation":
		return !d.whole || !d.placed
	case "stops", "extra", "astray":
		return !d.whole || !d.placed || d.faulty[file]
	case "no-figure":
		return d.faulty[tablesDir] || d.faulty["baremes/seuils.csv"] || d.faulty["baremes/prescription.csv"] || d.faulty["echelle.md"]
	case "no-sheet":
		return d.faulty[file]
	case "too-many":
		return false
	case "limit", "act":
		return d.faulty[tablesDir] || d.faulty["baremes/delais.csv"]
	}
	return !d.whole || !d.placed
}

// linesOf returns the lines of a file, read once, or none when the folder is not
// at hand.
func (r *reader) linesOf(file string) []string {
	if r.folder == nil {
		return nil
	}
	lines, known := r.lines[file]
	if !known {
		if source, err := r.source(file); err == nil {
			lines = strings.Split(clean(source), "\n")
		}
		if r.lines == nil {
			r.lines = map[string][]string{}
		}
		r.lines[file] = lines
	}
	return lines
}

// lineOf returns the line of what the engine only knows by its page: a link that
// leads nowhere, a fact or an answer that does not exist; else the line it gives.
func (r *reader) lineOf(file string, n int, p decision.Problem) int {
	if file == situationsFile {
		return n
	}
	lines := r.linesOf(file)
	wrong := func(string) bool { return false }
	switch p.Code {
	case "basis", "step", "cause":
		wrong = func(l string) bool {
			return strings.Contains(l, "/"+p.Name+".md") || strings.Contains(l, "("+p.Name+".md")
		}
	case "fact", "value":
		if n > 1 && n <= len(lines) && strings.Contains(lines[n-1], ":") && !strings.HasPrefix(lines[n-1], "#") {
			return n
		}
		wrong = func(l string) bool { return setsWrong(l, p) }
	}
	if n > 1 && n <= len(lines) && wrong(lines[n-1]) {
		return n
	}
	if at := slices.IndexFunc(lines, wrong); at >= 0 {
		return at + 1
	}
	return n
}

// lineWith returns the first line of a file with these words, or 0.
func (r *reader) lineWith(file, words string) int {
	return 1 + slices.IndexFunc(r.linesOf(file), func(l string) bool { return strings.Contains(l, words) })
}

// setsWrong says whether a line holds the fact, or the answer, of a problem.
func setsWrong(line string, p decision.Problem) bool {
	fact, value, _ := strings.Cut(p.Name, "=")
	said := ""
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ',' || r == '→' || r == '—' }) {
		name, after, ok := strings.Cut(part, ":")
		if ok {
			said, part = french.Slug(strings.TrimLeft(name, "-*#+ ")), after
		}
		if said = strings.TrimPrefix(said, "quand-"); said == "pour" {
			said = string(decision.FactClient)
		}
		if said == fact && (p.Code == "fact" || french.Slug(part) == value) {
			return true
		}
	}
	return false
}

// quote returns the line at fault, when the folder is at hand.
func (r *reader) quote(file string, n int) string {
	if lines := r.linesOf(file); n > 0 && n <= len(lines) {
		return strings.TrimSpace(lines[n-1])
	}
	return ""
}

var sayings = map[decision.ProblemCode]string{
	"fact":          "le fait « %s » n'existe pas.",
	"value":         "à la question « %s », la réponse « %s » n'existe pas.",
	"step":          "l'étape « %s » n'existe pas.",
	"act":           "l'acte « %s » n'existe pas. Écrivez un évènement du journal, un acte ou un délai de baremes/delais.csv.",
	"limit":         "le délai « %s » n'a pas de ligne dans ce tableau.",
	"basis":         "le fondement « %s » n'existe pas. Créez sa page dans fondements/, ou corrigez le lien.",
	"cause":         "la cause « %s » n'a pas de page, ou n'est pas une réponse à la question « cause ».",
	"duplicate":     "« %s » est écrit deux fois. Gardez-en un.",
	"no-basis":      "l'étape « %s » ne cite aucun fondement. Ajoutez-en un sous « Fondement ».",
	"no-outcome":    "l'étape « %s » ne dit pas ce qui suit. Ajoutez une ligne sous « Ensuite ».",
	"not-on-ladder": "l'étape « %s » n'est pas dans echelle.md. Ajoutez-la sous « Étapes ».",
	"alternative":   "une liste de conditions de « %s » n'a pas de place dans echelle.md, ou echelle.md en cite une qui n'existe pas.",
	"never-holds":   "« %s : %s » ne peut jamais tenir avec les autres conditions de la liste. Retirez cette valeur.",
	"never":         "l'étape « %s » n'est jamais recommandée : d'autres étapes la devancent toujours. Changez ses conditions ou sa place.",
	"no-step":       "aucune étape ne convient à cette situation : %s. Ajoutez une étape, ou élargissez des conditions.",
	"cycle":         "un dossier peut tourner en rond : %s, à partir de %s. Changez ce que font les issues de ces étapes, sous « Ensuite ».",
	"outcome":       "une issue de « %s » change un fait, alors que la réponse %s, qui reste, le fixe autrement : ce qui s'est passé serait perdu. Changez l'issue, ou faites-lui changer aussi cette réponse.",
	"usual":         "la réponse habituelle « %s » n'est pas la première. Écrivez-la en tête des réponses.",
	"no-phase":      "l'étape « %s » n'est dans aucun stade. Ajoutez-la dans echelle.md, sous « Stades ».",
	"stops":         "le cas « %s » s'arrête avant la question « %s ». Ajoutez sa réponse, à la suite.",
	"extra":         "le cas « %s » répond à ce qui n'est pas demandé. Retirez : %s.",
	"late":          "la question « %s » dépend d'une réponse qui n'est pas donnée avant elle. Changez l'ordre dans echelle.md.",
	"client-late":   "la date « %s » est demandée avant que l'on connaisse le client et le contrat. Changez l'ordre dans echelle.md.",
	"no-figure":     "aucun chiffre n'est en vigueur pour « %s » au jour du contenu. Ajoutez une ligne dans baremes/.",
	"no-sheet":      "la cause et le client « %s » n'ont pas de bloc. Ajoutez ce client à une ligne « Pour : ».",
	"astray":        "les réponses du cas « %s » ne mènent pas à l'étape annoncée. Corrigez-les, ou l'étape.",
	"situation":     "cette situation ne mène pas à « %s ».",
	"too-many":      "trop de questions, de réponses ou d'étapes (32 questions, 32 réponses, 64 étapes au plus), ou trop de façons de les combiner. %s",
}

// say puts a problem into words.
func (r *reader) say(p decision.Problem) string {
	var about []any
	for _, said := range []string{p.Name, strings.Join(p.Steps, " → "), settings(p.Facts)} {
		if said != "" {
			about = append(about, said)
		}
	}
	saying := sayings[p.Code]
	switch fact, value, answer := strings.Cut(p.Name, "="); {
	case answer && (p.Code == "value" || p.Code == "never-holds"):
		about = []any{fact, cmp.Or(value, " ")}
	case answer:
		about[0] = fact + " : " + value
	case p.Code == "value":
		about = []any{p.Name}
		saying = "« %s » n'est une réponse d'aucune question dont la saisie est un montant."
	}
	if p.Code == "situation" {
		about = []any{p.Name}
	}
	if p.Code == "too-many" && len(about) == 0 {
		about = []any{""}
	}
	if p.Code == "extra" && len(p.Over) == 0 {
		saying, about = outOfOrder, []any{p.Name, factsOf(p.Facts)}
	} else if p.Code == "extra" {
		about = []any{p.Name, settings(p.Over)}
	}
	return fmt.Sprintf(saying, about[:min(len(about), strings.Count(saying, "%s"))]...) + r.remedy(p)
}

// remedy says what to write instead, as far as it is known.
func (r *reader) remedy(p decision.Problem) string {
	switch {
	case p.Code == "situation":
		return whereItLeads(p)
	case p.Code == "astray" && p.Near != "":
		return " Elles mènent à « " + p.Near + " »."
	case p.Code == "astray":
		return " Elles se contredisent : rejouez-les dans le programme."
	case p.Near != "":
		return " Vouliez-vous dire « " + p.Near + " » ?"
	case p.Code == "step":
		return " Créez sa page dans etapes/, ou corrigez ce nom."
	case p.Code == "fact":
		return " Un fait est le nom d'une page de questions/."
	case p.Code == "value" && strings.Contains(p.Name, "="):
		fact, value, _ := strings.Cut(p.Name, "=")
		return r.answersTo(fact, value)
	case p.Code == "stops":
		said := r.answersTo(string(p.Facts[0].Fact), "")
		if len(p.Over) > 0 {
			said += " Et retirez ce qui n'est pas demandé : " + settings(p.Over) + "."
		}
		return said
	}
	return ""
}

// whereItLeads says where a situation leads, and why: for what it tells, or for
// what it does not tell.
func whereItLeads(p decision.Problem) string {
	if p.Near == "" {
		return ""
	}
	said := " Elle mène à « " + p.Near + " »"
	if len(p.Facts) > 0 {
		said += ", parce que " + settings(p.Facts)
	}
	if len(p.Over) > 0 {
		return said + ". La ligne ne dit pas : " + factsOf(p.Over) + ". Ajoutez ce fait s'il compte, ou corrigez l'échelle."
	}
	return said + ". Corrigez la ligne, ou l'échelle."
}

// answersTo lists the answers to a question, or says which one has that label.
func (r *reader) answersTo(fact, label string) string {
	for _, q := range r.guide.Questions {
		if string(q.Fact) != fact || len(q.Options) == 0 {
			continue
		}
		for _, o := range q.Options {
			if french.Slug(o.Label) == label {
				return " C'est son libellé : écrivez sa valeur, « " + string(o.Value) + " »."
			}
		}
		return " Réponses : " + strings.Join(namesOf(q.Options, func(o decision.Option) string { return string(o.Value) }), ", ") + "."
	}
	return ""
}

// settings writes answers as an author does.
func settings(all []decision.Setting) string {
	return strings.Join(namesOf(all, func(s decision.Setting) string {
		return strings.TrimSuffix(string(s.Fact)+" : "+string(s.Value), " : ")
	}), ", ")
}

// factsOf writes the facts of answers alone.
func factsOf(all []decision.Setting) string {
	return strings.Join(namesOf(all, func(s decision.Setting) string { return string(s.Fact) }), ", ")
}

// outOfOrder is said of an exercise that answers what is asked, not as it is asked.
const outOfOrder = "le cas « %s » ne donne pas ses réponses dans l'ordre où le programme les demande. Rangez-les ainsi : %s."
