package workshop

import (
	"errors"
	"fmt"

	"compromis/internal/disk"
	"compromis/internal/french"
)

const colon = french.NBSP + ": "

// Errors a caller may want to tell apart, with errors.Is.
var (
	ErrFull   = errors.New("La salle est pleine. Attendez qu’une place se libère, puis recommencez.")
	ErrGone   = errors.New("Vous n’êtes plus à cette place. Elle a été reprise ailleurs, ou quittée" + colon + "reconnectez-vous.")
	ErrLate   = errors.New("Cette réponse arrive trop tard" + colon + "elle n’est pas comptée. Attendez la prochaine question.")
	ErrEarly  = errors.New("Le vote n’est pas encore ouvert" + colon + "votre réponse n’est pas comptée. Donnez-la quand il s’ouvrira.")
	ErrClosed = errors.New("L’atelier est fermé.")
	ErrNumber = errors.New("Ce numéro de retour n’est pas connu de la salle. Vérifiez-le. Si vous n’avez encore rien répondu, entrez sans numéro.")
	ErrKept   = errors.New("Votre réponse n’a pas pu être gardée. Prévenez le formateur, puis répondez de nouveau.")
)

// What the trainer cannot do at that moment.
var (
	errVoteOpen     = errors.New("Le vote est ouvert. Fermez-le d’abord.")
	errNoExercise   = errors.New("Aucun cas n’est choisi. Choisissez-en un d’abord.")
	errNoQuestion   = errors.New("Aucune question n’est posée. Posez-en une d’abord.")
	errNotOpen      = errors.New("Le vote n’est pas ouvert.")
	errNotClosed    = errors.New("Il n’y a pas encore de résultat. Ouvrez le vote, puis fermez-le.")
	errShown        = errors.New("Le résultat est montré. Masquez-le pour rouvrir le vote.")
	errSeen         = errors.New("C’est déjà montré.")
	errNotShown     = errors.New("Le résultat n’est pas montré. Montrez-le d’abord.")
	errSecond       = errors.New("Cette question a déjà eu ses deux votes. Posez-en une autre.")
	errNoVote       = errors.New("Personne n’a répondu. Masquez le résultat, puis rouvrez le vote.")
	errNoMinority   = errors.New("Tout le monde a donné la même réponse" + colon + "il n’y a pas de minorité à rejouer.")
	errReplayed     = errors.New("La minorité est déjà rejouée.")
	errEnded        = errors.New("Cette branche est finie. Rejouez la minorité, ou posez une autre question.")
	errTooManyNames = errors.New("Vous avez changé trop souvent de pseudonyme. Le dernier reste.")
	errTooManyKeys  = errors.New("Cette place a été reprise trop souvent. Entrez sans numéro de retour, et prévenez le formateur.")
	errSomebody     = errors.New("Quelqu’un est à cette place" + colon + "ses réponses comptent.")
	errNothingAside = errors.New("Rien à changer à cette place.")
	errTooMuch      = errors.New("Vous avez changé trop souvent de réponse. La dernière compte.")
	errLastOne      = errors.New("C’était le dernier cas. Choisissez-en un dans la liste.")
	errNoSuchCase   = errors.New("Ce cas n’existe pas. Choisissez-en un dans la liste.")
	errNotAsked     = errors.New("Cette question n’est pas de ce cas. Choisissez-en une dans la liste.")
	errWalking      = errors.New("Chacun avance déjà seul.")
	errOwn          = errors.New("Votre question ne mène à aucune étape" + colon + "personne n’est à suivre.")
	errPoseWords    = errors.New("Écrivez la question.")
	errPoseOptions  = errors.New("Écrivez de deux à cinq réponses différentes, ou aucune pour une question ouverte.")
	errNotSure      = errors.New("Donnez d’abord votre réponse, puis dites si vous en êtes sûr.")
	errNoWords      = errors.New("Cette réponse n’est plus là, ou rien n’est à changer.")
	errNoNames      = errors.New(WordNameless)
	errNamesSame    = errors.New("C’est déjà le cas pour les pseudonymes.")
	errTeams        = errors.New("Choisissez de deux à six équipes, ou aucune.")
	errTeamsSame    = errors.New("C’est déjà le nombre d’équipes.")
	errNoTeam       = errors.New("Cette équipe n’existe pas. Choisissez-en une autre.")
	errReread       = errors.New("Ce texte vient de changer" + colon + "relisez-le.")
	errPlaceName    = errors.New("Un pseudonyme ne peut pas ressembler à un numéro de place. Choisissez-en un autre.")
	errNoName       = errors.New("Il n’y a pas de pseudonyme à changer à cette place.")
	errEmptyWords   = errors.New("Écrivez votre réponse en quelques mots.")
	errNoSuchEvent  = errors.New("unknown kind of event")
)

// journalError tells a person what is wrong with the journal, where, and what
// to do.
type journalError struct {
	text string
	err  error // the cause; may be nil
}

func (e *journalError) Error() string { return e.text }
func (e *journalError) Unwrap() error { return e.err }

func foreign(path string) error {
	return &journalError{text: "Le fichier " + french.Quote(path) + " n’est pas un journal d’atelier que ce programme sait lire. Il n’a pas été touché" + colon + "déplacez-le, ou choisissez un autre répertoire."}
}

func newer(path string) error {
	return &journalError{text: "Le journal de l’atelier, " + french.Quote(path) + ", vient d’une version plus récente de Compromis. Installez cette version pour le reprendre, ou choisissez un autre répertoire" + colon + "il n’a pas été touché."}
}

func damaged(path string, line int) error {
	return &journalError{text: fmt.Sprintf("Le journal de l’atelier est abîmé à la ligne %d de %s. Il n’a pas été touché%sgardez-en une copie et retirez-le pour ouvrir une salle neuve.", line, french.Quote(path), colon)}
}

func unplayable(path string, line int) error {
	return &journalError{text: fmt.Sprintf("Le journal de l’atelier, %s, ne va plus avec le contenu d’aujourd’hui, à la ligne %d. Il n’a pas été touché%sfinissez l’atelier avec le programme qui l’a commencé, ou déplacez ce fichier pour ouvrir une salle neuve.", french.Quote(path), line, colon)}
}

func busy(dir string) error {
	return &journalError{text: "Un atelier est déjà ouvert dans " + french.Quote(dir) + ". Fermez l’autre fenêtre, ou choisissez un autre répertoire."}
}

// trouble tells what the disk refused. An error already told stays as it is.
func trouble(path string, err error) error {
	var told *journalError
	if errors.As(err, &told) {
		return told
	}
	return &journalError{err: err, text: "Le journal de l’atelier ne peut pas être écrit, dans " + french.Quote(path) + colon + disk.Reason(err)}
}

// maxName is how many characters a pseudonym has at most.
const maxName = 24

// tidy makes a pseudonym safe to show on one line.
func tidy(name string) string { return tidied(name, maxName) }
