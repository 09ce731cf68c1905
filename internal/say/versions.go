package say

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// fieldWords are the words for the fields of a case, by their name in its file.
var fieldWords = map[string]string{
	"titre": "Titre", "entreprise": "Votre entreprise", "client": "Client", "objet": "Commande ou travail en cause",
	"reponses": "Réponse", "factures": "Facture", "reclamations": "Réclamation", "brouillons": "Courrier modifié",
	"journal": "Journal", "clos_le": "Clos le", "archive": "Archivé",
	"nom": "nom", "adresse": "adresse", "courriel": "courriel", "telephone": "téléphone", "siren": "SIREN", "contact": "contact", "civilite": "civilité",
	"emise_le": "émise le", "prestation_finie_le": "prestation finie le", "echeances": "échéances", "taux_contractuel": "taux du contrat",
	"le": "reçue le", "canal": "par quel moyen", "qui": "qui se plaint", "faits": "faits", "commande": "commande", "demande": "demande",
	"service": "service", "suivi_par": "suivie par", "accuse_le": "accusé envoyé le", "repondu_le": "réponse donnée le", "decision": "décision",
}

// Field names a field of a case, by its path: "Client, adresse", "Facture F-1,
// échéances". An answer is named by its question, a letter by its title.
func Field(g *decision.Guide, path []string) string {
	told := french.Capital(fieldWord(path[0]))
	switch {
	case len(path) < 2:
		return told
	case path[0] == "reponses":
		if q := g.Question(decision.Fact(path[1])); q != nil {
			return q.Title
		}
	case path[0] == "brouillons":
		for _, l := range g.Letters() {
			if l.ID == path[1] {
				return told + french.NBSP + ": " + l.Title
			}
		}
	case path[0] == "factures", path[0] == "reclamations":
		told += " " + french.Shown(path[1])
		if path = path[1:]; len(path) < 2 {
			return told
		}
	}
	return told + ", " + fieldWord(path[1])
}

func fieldWord(name string) string {
	if told, ok := fieldWords[name]; ok {
		return told
	}
	return french.Shown(name)
}

// Apart says what sets a former state of a case apart from the present one, a line
// a field: "Client, nom : « Martin », et maintenant « Martin & fils »".
func Apart(g *decision.Guide, d dossier.Difference) string {
	then, now := FieldValues(g, d)
	return Field(g, d.Path) + french.NBSP + ": " + then + ", et maintenant " + now
}

// FieldValues says what two versions of a case say of a field, a line each. Of a
// long text, from a little before the place where they part.
func FieldValues(g *decision.Guide, d dossier.Difference) (a, b string) {
	one, other := []rune(fieldValue(g, d.Path, d.A)), []rune(fieldValue(g, d.Path, d.B))
	from := 0
	if len(one) > longest || len(other) > longest {
		for from < len(one) && from < len(other) && one[from] == other[from] {
			from++
		}
		from = max(0, from-before)
	}
	return shortened(one, from), shortened(other, from)
}

// What is told of a long text, in characters, and how much of it before the place
// where two versions part.
const (
	longest = 200
	before  = 40
)

func shortened(text []rune, from int) string {
	told := string(text[from:min(len(text), from+longest)])
	if from > 0 {
		told = "…" + told
	}
	if len(text) > from+longest {
		told += "…"
	}
	return told
}

// fieldValue says a value on one line.
func fieldValue(g *decision.Guide, path []string, said any) string {
	told := ""
	switch said := said.(type) {
	case string:
		told = said
		if q := g.Question(decision.Fact(path[len(path)-1])); path[0] == "reponses" && q != nil {
			told = Value(q, said)
		}
	case decision.Day:
		told = french.Day(string(said))
	case bool:
		told = map[bool]string{true: "oui", false: "non"}[said]
	case int:
		told = strings.TrimSuffix(french.Cents(int64(said)), "€") + "%"
	case []dossier.Due:
		var all []string
		for _, d := range said {
			all = append(all, french.Day(string(d.On))+french.NBSP+": "+french.Cents(d.Cents))
		}
		told = strings.Join(all, ", ")
	case dossier.Invoice:
		if told = ""; len(said.Dues) > 0 {
			told = french.Cents(said.Total())
		}
	case dossier.Complaint:
		told = said.What
	case []dossier.Event:
		var all []string
		for _, e := range said {
			all = append(all, french.Day(string(e.On))+french.NBSP+": "+Act(g, e))
		}
		told = strings.Join(all, " ; ")
	case []dossier.Invoice, []dossier.Complaint: // of which one number is that of two
		told = french.Number(reflect.ValueOf(said).Len())
	default: // a field younger than these words
		told = fmt.Sprintf("%v", said)
	}
	told = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			return ' '
		case !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, told)
	if strings.TrimSpace(told) == "" {
		return "rien"
	}
	return told
}

// Rescued says how much of a damaged case could be read.
func Rescued(lost int) string {
	if lost == 0 {
		return "Tout ce que ce fichier contient encore a été lu. Sa fin peut manquer" + french.NBSP + ": relisez le dossier."
	}
	return french.Plural(lost, "endroit n’a pas pu être lu", "endroits n’ont pas pu être lus") + french.NBSP + ": relisez le dossier, et comparez-le au texte du fichier."
}

// VersionsJoined says what became of the versions of a case that are one now, and how
// many more are to be joined to it. A server keeps them with the case.
func VersionsJoined(left int, onServer bool) (title, told string) {
	title, told = "Une seule version", "Les copies restent de côté, dans le même répertoire, jusqu’à ce que vous les supprimiez."
	if onServer {
		told = "Ce qui n’est pas gardé reste sur le serveur, parmi les actes du dossier."
	}
	if left > 0 {
		title = "Encore " + french.Plural(left, "version", "versions") + " à réunir"
	}
	return title, told
}
