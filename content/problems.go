package content

import (
	"fmt"
	"strconv"
	"strings"

	"compromis/decision"
)

// told puts the problems the engine found into words for the authors.
func (r *reader) told(problems decision.Problems) Complaints {
	all := make(Complaints, len(problems))
	for i, p := range problems {
		file, at, _ := strings.Cut(p.Pos, ":")
		if file == "" {
			file = "echelle.md"
		}
		n, _ := strconv.Atoi(at)
		n = r.linkLine(file, n, p)
		all[i] = Complaint{File: file, Line: n, Quote: r.quote(file, n), Say: say(p)}
	}
	return all
}

// linesOf returns the lines of a file, or none when the folder is not at hand.
func (r *reader) linesOf(file string) []string {
	if r.folder == nil {
		return nil
	}
	source, err := r.source(file)
	if err != nil {
		return nil
	}
	return strings.Split(clean(source), "\n")
}

// linkLine returns the line of a link that leads nowhere, which the engine
// only knows by its page; else the line it gives.
func (r *reader) linkLine(file string, n int, p decision.Problem) int {
	if p.Code == decision.BasisUnknown || p.Code == decision.StepUnknown || p.Code == decision.CauseUnknown {
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
	decision.FactUnknown:        "le fait « %s » n'existe pas.",
	decision.ValueUnknown:       "« %s » n'existe pas.",
	decision.StepUnknown:        "l'étape « %s » n'existe pas.",
	decision.BasisUnknown:       "le fondement « %s » n'existe pas. Créez sa page dans fondements/, ou corrigez le lien.",
	decision.CauseUnknown:       "la cause « %s » n'a pas de page, ou n'est pas une réponse à la question « cause ».",
	decision.Duplicate:          "« %s » est écrit deux fois. Gardez-en un.",
	decision.NoBasis:            "l'étape « %s » ne cite aucun fondement. Ajoutez-en un sous « Fondement ».",
	decision.NoOutcome:          "l'étape « %s » ne dit pas ce qui suit. Ajoutez une ligne sous « Ensuite ».",
	decision.NotOnLadder:        "l'étape « %s » n'est pas dans echelle.md. Ajoutez-la sous « Étapes ».",
	decision.AlternativeLost:    "une liste de conditions de « %s » n'a pas de place dans echelle.md, ou echelle.md en cite une qui n'existe pas.",
	decision.NeverHolds:         "« %s » ne peut jamais tenir avec les autres conditions de la liste. Retirez cette valeur.",
	decision.NeverRecommended:   "l'étape « %s » n'est jamais recommandée : d'autres étapes la devancent toujours. Changez ses conditions ou sa place.",
	decision.NoStep:             "aucune étape ne convient à cette situation : %s. Ajoutez une étape, ou élargissez des conditions.",
	decision.Cycle:              "un dossier peut tourner en rond : %s, à partir de %s. Changez ce que font les issues de ces étapes, sous « Ensuite ».",
	decision.OutcomeContradicts: "une issue de « %s » change un fait, alors que la réponse %s, qui reste, le fixe autrement : ce qui s'est passé serait perdu. Changez l'issue, ou faites-lui changer aussi cette réponse.",
	decision.UsualNotFirst:      "la réponse habituelle « %s » n'est pas la première. Écrivez-la en tête des réponses.",
	decision.NoPhase:            "l'étape « %s » n'est dans aucun stade. Ajoutez-la dans echelle.md, sous « Stades ».",
	decision.ExerciseStops:      "le cas « %s » ne répond pas à la question « %s ». Ajoutez sa réponse.",
	decision.ExerciseExtra:      "le cas « %s » ne donne pas exactement les réponses que le programme demande. Écrivez, dans cet ordre : %s",
	decision.LateDeduction:      "la question « %s » dépend d'une réponse qui n'est pas donnée avant elle. Changez l'ordre dans echelle.md.",
	decision.ClientLate:         "la date « %s » est demandée avant que l'on connaisse le client et le contrat. Changez l'ordre dans echelle.md.",
	decision.NoFigureToday:      "aucun chiffre n'est en vigueur pour « %s » au jour du contenu. Ajoutez une ligne dans baremes/.",
	decision.NoCauseSheet:       "la cause et le client « %s » n'ont pas de bloc. Ajoutez ce client à une ligne « Pour : ».",
	decision.ExerciseAstray:     "le cas « %s » ne mène pas à l'étape annoncée. Corrigez ses réponses ou son étape.",
	decision.TooMany:            "trop de questions, de réponses ou d'étapes (32 questions, 32 réponses, 64 étapes au plus). %s",
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
	if p.Code == decision.TooMany && len(about) == 0 {
		about = []any{""}
	}
	told := fmt.Sprintf(saying, about[:min(len(about), strings.Count(saying, "%s"))]...)
	if p.Near != "" {
		told += " Vouliez-vous dire « " + p.Near + " » ?"
	}
	return told
}
