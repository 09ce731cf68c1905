package decision

import "sync"

// Letter is the model of a letter or of a document to hand over: words of the
// content, with fields in braces that the case fills.
type Letter struct {
	ID        string
	Title     string
	Summary   string   // when one sends it
	Steps     []string // the steps it belongs to
	Clients   []Value  // the kinds of client it is for; all when empty
	Object    Line     // the line "Objet :"; may hold fields
	Parts     []LetterPart
	Documents Text // what to enclose
	Before    Text // what to check before sending
	Bases     []Citation
	Pos       string
}

// SetLetters gives the guide its letters. They are a fifth of the content and
// most sessions need none: read is called when they are first asked for, once.
func (g *Guide) SetLetters(read func() []Letter) { g.letters = sync.OnceValue(read) }

// Letters returns the models of letters, in alphabetical order of their ids.
func (g *Guide) Letters() []Letter {
	if g.letters == nil {
		return nil
	}
	return g.letters()
}

// LetterPart is a passage of a letter, kept only when its conditions hold.
type LetterPart struct {
	Conditions []Condition // none: always kept
	Text       Text
	Pos        string
}

// LetterFields are the names a letter may hold in braces, with what each stands
// for, as one would say it when it is missing. Those of [LetterBlocks] stand
// alone in their paragraph.
var LetterFields = map[string]string{
	"lieu": "le lieu", "date": "la date",
	"entreprise": "le nom de votre entreprise", "adresse-entreprise": "votre adresse", "siren-entreprise": "votre numéro SIREN",
	"courriel-entreprise": "votre adresse électronique", "telephone-entreprise": "votre téléphone", "contact-entreprise": "le nom du signataire",
	"client": "le nom du client", "adresse-client": "l'adresse du client", "siren-client": "le numéro SIREN du client",
	"courriel-client": "l'adresse électronique du client", "telephone-client": "le téléphone du client", "contact-client": "la personne à qui écrire",
	"objet": "la commande ou le travail en cause", "cause": "la cause du conflit", "factures": "les factures et leurs dates",
	"echeance": "la date d'échéance", "somme": "la somme restant due", "interets": "les intérêts", "indemnite": "l'indemnité de 40 €",
	"total": "le total à payer", "taux": "le taux d'intérêt", "date-limite": "la date limite de paiement", "date-reponse": "la date limite de réponse",
	"reclamation": "le numéro de la réclamation", "date-reclamation": "la date de la réclamation", "canal": "le moyen employé par le client",
	"faits": "les faits reprochés", "demande": "ce que le client demande", "commande": "la référence de la commande",
	"service": "le service concerné", "suivi-par": "la personne qui suit le dossier", "decision": "la décision prise",
	"relance": "la date de la relance", "mise-en-demeure": "la date de la mise en demeure", "prescription": "la date de prescription",
	"ouverture": "la date du jugement d'ouverture", "requete": "la date de la requête",
	"decompte": "le décompte", "echeancier": "l'échéancier", "journal": "le journal du dossier", "pieces": "la liste des pièces",
}

// LetterBlocks are the fields that hold a whole list.
var LetterBlocks = []string{"decompte", "echeancier", "journal", "pieces"}

// For says whether the letter is meant for that kind of client.
func (l *Letter) For(client Value) bool {
	if len(l.Clients) == 0 || client == "" || client == Unknown {
		return true
	}
	for _, v := range l.Clients {
		if v == client {
			return true
		}
	}
	return false
}

// StepFigures is what a step costs and how long it takes, as numbers. Costs
// are in cents; -1 stands for not known.
type StepFigures struct {
	Step     string
	CostMin  int64
	CostMax  int64
	DaysMin  int
	DaysMax  int
	Recovers bool // the loser may be ordered to pay it back
	Source   Sourced
}
