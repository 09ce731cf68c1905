package content

import (
	"fmt"
	"strconv"
	"strings"

	"compromis/decision"
)

// told puts the problems the engine found into words for the authors.
func (r *reader) told(problems decision.Problems) Complaints {
	var all Complaints
	for _, p := range problems {
		file, at, _ := strings.Cut(p.Pos, ":")
		if file == "" {
			file = "echelle.md"
		}
		if !r.tells(file) {
			continue
		}
		n, _ := strconv.Atoi(at)
		n = r.linkLine(file, n, p)
		all = append(all, Complaint{File: file, Line: n, Quote: r.quote(file, n), Say: say(p)})
	}
	return all
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

// linkLine returns the line of a link that leads nowhere, which the engine
// only knows by its page; else the line it gives.
func (r *reader) linkLine(file string, n int, p decision.Problem) int {
	if p.Code == "basis" || p.Code == "step" || p.Code == "cause" {
		for i, l := range r.linesOf(file) {
			if strings.Contains(l, "/"+p.Name+".md") || strings.Contains(l, "("+p.Name+".md") {
				return i + 1
			}
		}
	}
	return n
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
	"value":         "« %s » n'existe pas.",
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
	"never-holds":   "« %s » ne peut jamais tenir avec les autres conditions de la liste. Retirez cette valeur.",
	"never":         "l'étape « %s » n'est jamais recommandée : d'autres étapes la devancent toujours. Changez ses conditions ou sa place.",
	"no-step":       "aucune étape ne convient à cette situation : %s. Ajoutez une étape, ou élargissez des conditions.",
	"cycle":         "un dossier peut tourner en rond : %s, à partir de %s. Changez ce que font les issues de ces étapes, sous « Ensuite ».",
	"outcome":       "une issue de « %s » change un fait, alors que la réponse %s, qui reste, le fixe autrement : ce qui s'est passé serait perdu. Changez l'issue, ou faites-lui changer aussi cette réponse.",
	"usual":         "la réponse habituelle « %s » n'est pas la première. Écrivez-la en tête des réponses.",
	"no-phase":      "l'étape « %s » n'est dans aucun stade. Ajoutez-la dans echelle.md, sous « Stades ».",
	"stops":         "le cas « %s » ne répond pas à la question « %s ». Ajoutez sa réponse.",
	"extra":         "le cas « %s » ne donne pas exactement les réponses que le programme demande. Écrivez, dans cet ordre : %s",
	"late":          "la question « %s » dépend d'une réponse qui n'est pas donnée avant elle. Changez l'ordre dans echelle.md.",
	"client-late":   "la date « %s » est demandée avant que l'on connaisse le client et le contrat. Changez l'ordre dans echelle.md.",
	"no-figure":     "aucun chiffre n'est en vigueur pour « %s » au jour du contenu. Ajoutez une ligne dans baremes/.",
	"no-sheet":      "la cause et le client « %s » n'ont pas de bloc. Ajoutez ce client à une ligne « Pour : ».",
	"astray":        "le cas « %s » ne mène pas à l'étape annoncée. Corrigez ses réponses ou son étape.",
	"too-many":      "trop de questions, de réponses ou d'étapes (32 questions, 32 réponses, 64 étapes au plus), ou trop de façons de les combiner. %s",
}

func say(p decision.Problem) string {
	facts := make([]string, len(p.Facts))
	for i, f := range p.Facts {
		facts[i] = strings.TrimSuffix(fmt.Sprintf("%s=%s", f.Fact, f.Value), "=")
	}
	var about []any
	for _, said := range []string{p.Name, strings.Join(p.Steps, " → "), strings.Join(facts, ", ")} {
		if said != "" {
			about = append(about, said)
		}
	}
	saying := sayings[p.Code]
	if p.Code == "too-many" && len(about) == 0 {
		about = []any{""}
	}
	told := fmt.Sprintf(saying, about[:min(len(about), strings.Count(saying, "%s"))]...)
	if p.Near != "" {
		told += " Vouliez-vous dire « " + p.Near + " » ?"
	}
	return told
}
