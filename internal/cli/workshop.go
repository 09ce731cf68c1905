package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/stage"

	"github.com/spf13/cobra"
)

// Workshop is how to open a room. What was not given is empty, or 0, but for the
// ports and the clock.
type Workshop struct {
	Load      func() (*decision.Guide, error)
	Dir       string // where the room is kept
	Journal   string // the address of the server that keeps its journal instead
	Address   string // the interface to listen on
	Port      int    // of the SSH door; 0 is any free one
	Page      int    // the port of the page; 0 is any free one, less the usual one or the next that is free
	Code      string
	Max       int // participants
	HostKey   string
	Log       string // the file that keeps what goes wrong
	Addresses bool   // and where it came from
	Now       func() time.Time
	Heading   func() stage.Settings // what heads the report
	Fresh     bool                  // another session than the one that was kept
}

// defaultPort is not that of SSH itself, which the machine may use.
const defaultPort = 2222

func (p *program) workshopCommand() *cobra.Command {
	w := Workshop{Port: defaultPort, Page: -1}
	cmd := &cobra.Command{
		Use: "atelier [--adresse toutes] [--journal adresse]", Short: "ouvrir une salle : chacun répond depuis son téléphone, ou son terminal",
		Long: "Qui peut rejoindre est demandé d’abord : la salle, ou cet ordinateur seul ; ou bien dites-le d’avance avec --adresse toutes, ou l’adresse d’une de vos cartes réseau. Les réponses restent sur cet ordinateur, et personne n’a de compte : un code suffit. " +
			"L’atelier est gardé à chaque réponse : la même commande le reprend là où il en était. Pour finir, tapez q puis f dans la console : un compte rendu sans nom est écrit, et les réponses sont effacées.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.workshop(w) },
	}
	f := p.flags(cmd)
	f.text(&w.Address, "--adresse", "adresse", "une adresse de cet ordinateur, ou « toutes » ; sans elle, la question est posée")
	f.whole(&w.Page, "--port-page", 0, "la page des téléphones ; d’office, 8080, ou le premier libre ensuite ; 0 prend un port libre")
	f.whole(&w.Port, "--port", 0, "les terminaux, par SSH ; d’office, 2222 ; 0 prend un port libre")
	f.text(&w.Code, "--code", "code", "le code de la salle ; d’office, tiré au hasard")
	f.whole(&w.Max, "--participants-max", 1, "combien de personnes à la fois ; d’office, 100")
	f.file(&w.HostKey, "--cle-hote", "la clé de la salle, créée si le fichier n’existe pas ; d’office, une clé gardée avec l’atelier")
	f.folder(&w.Dir, "--salle", "où l’atelier est gardé ; d’office, votre répertoire personnel")
	f.text(&w.Journal, "--journal", "adresse", "garder l’atelier sur un serveur PostgreSQL, postgres://compte@machine/base"+french.NBSP+": d’autres ordinateurs y ouvrent d’autres portes, ou le reprennent, avec le même code")
	f.errors(&w)
	return cmd
}

// errors are what is noted of what goes wrong.
func (f flags) errors(w *Workshop) {
	f.file(&w.Log, "--erreurs", "y noter ce qui ne va pas, sans adresse ni nom")
	f.yes(&w.Addresses, "--avec-adresses", "y noter aussi les adresses des participants")
}

// doorCommand is another door of a room, on another computer.
func (p *program) doorCommand() *cobra.Command {
	w := Workshop{Port: defaultPort, Page: -1}
	cmd := &cobra.Command{
		Use: "porte --journal adresse --salle code [--adresse toutes]", Short: "une autre porte d’un atelier, sur un autre ordinateur",
		Long: "Pour une salle trop grande pour un ordinateur, ou répartie en plusieurs lieux. L’atelier est gardé sur un serveur PostgreSQL (compromis atelier --journal) ; on y entre par cette porte comme par celle du formateur, avec le même code, et chacun y voit la même chose. " +
			"Elle ne garde rien" + french.NBSP + ": on peut la fermer, ou la perdre, sans perdre de réponse. Elle se ferme d’elle-même quand l’atelier est fini.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.openDoor(w) },
	}
	f := p.flags(cmd)
	f.text(&w.Journal, "--journal", "adresse", "le serveur qui garde l’atelier, postgres://compte@machine/base")
	f.text(&w.Code, "--salle", "code", "le code de l’atelier, que le formateur affiche")
	f.text(&w.Address, "--adresse", "adresse", "une adresse de cet ordinateur, ou « toutes » ; d’office, cet ordinateur seul")
	f.whole(&w.Page, "--port-page", 0, "la page des téléphones ; d’office, 8080, ou le premier libre ensuite ; 0 prend un port libre")
	f.whole(&w.Port, "--port", 0, "les terminaux, par SSH ; d’office, 2222 ; 0 prend un port libre")
	f.whole(&w.Max, "--participants-max", 1, "combien de personnes à la fois par cette porte ; d’office, 100")
	f.file(&w.HostKey, "--cle-hote", "la clé de la porte, créée si le fichier n’existe pas")
	f.errors(&w)
	return cmd
}

// openDoor lets people in until the program is asked to end.
func (p *program) openDoor(w Workshop) error {
	switch {
	case w.Addresses && w.Log == "":
		return errAddresses()
	case w.Journal == "":
		return usageError("Il manque l’adresse du serveur qui garde l’atelier" + french.NBSP + ": --journal postgres://compte@machine/base.")
	case !casefile.OnServer(w.Journal):
		return errJournal(w.Journal)
	case w.Code == "":
		return usageError("Il manque le code de l’atelier" + french.NBSP + ": --salle, et le code que le formateur affiche.")
	case p.Door == nil:
		return usageError("Aucune porte ne s’ouvre ici.")
	}
	if _, err := p.guide(); err != nil {
		return err
	}
	w.Load, w.Now = p.load, p.clock()
	last, err := p.Door(w, func(lines []string) error { return p.told(lines...) })
	if err != nil {
		return failure(err.Error())
	}
	if last == "" {
		return nil
	}
	return p.told(last)
}

func errAddresses() error {
	return usageError("L’option --avec-adresses demande --erreurs" + french.NBSP + ": elle dit quoi y noter.")
}

func errJournal(typed string) error {
	return usageError(french.Quote(french.Shown(typed)) + french.NBSP + ": ce n’est pas l’adresse d’un serveur. Écrivez --journal postgres://compte@machine/base.")
}

// boothCommand is the trainer's private screen, in another window.
func (p *program) boothCommand() *cobra.Command {
	dir := ""
	cmd := &cobra.Command{
		Use: "regie", Short: "l’écran privé du formateur, pendant un atelier",
		Long: "À lancer dans une seconde fenêtre, sur l’ordinateur où l’atelier est ouvert. On y voit ce que la salle ne voit pas" + french.NBSP + ": les votes à mesure, qui réfléchit encore, la réponse attendue, l’erreur classique, les questions à discuter, l’heure de la séance. " +
			"On y mène l’atelier par les mêmes touches que dans la console, que l’on peut alors laisser projetée. Fermer la régie ne ferme pas l’atelier.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error {
			if !p.Terminal || p.Booth == nil {
				return usageError("La régie demande un vrai terminal.")
			}
			if err := p.Booth(dir); err != nil {
				return failure(err.Error())
			}
			return nil
		},
	}
	p.flags(cmd).folder(&dir, "--salle", "où l’atelier est gardé"+french.NBSP+"; d’office, votre répertoire personnel")
	return cmd
}

// workshop opens a room, and says at the end where it stands.
func (p *program) workshop(w Workshop) error {
	switch {
	case w.Addresses && w.Log == "":
		return errAddresses()
	case w.Journal != "" && !casefile.OnServer(w.Journal):
		return errJournal(w.Journal)
	case !p.Terminal || p.Workshop == nil:
		return usageError("L’atelier demande un vrai terminal, pour le formateur.")
	}
	if _, err := p.guide(); err != nil {
		return err
	}
	w.Load, w.Now = p.load, p.clock()
	w.Heading = func() stage.Settings { return p.heading(false) }
	if err := p.askFresh(&w); err != nil {
		return err
	}
	if err := p.askWhere(&w); err != nil {
		return err
	}
	last, err := p.Workshop(w)
	if err != nil {
		return failure(err.Error())
	}
	return p.told(last)
}

// soon is how long ago an earlier session may well be the same one.
const soon = 3 * time.Hour

// askFresh asks whether an earlier session goes on. One that is old does not go on
// unasked either: it would be told in the report of today.
func (p *program) askFresh(w *Workshop) error {
	if p.Earlier == nil {
		return nil
	}
	last, seats, kept := p.Earlier(*w)
	if !kept || seats == 0 { // nobody answered: there is nothing to tell apart
		return nil
	}
	when := "il y a longtemps"
	if passed := w.Now().Sub(last); passed < soon && w.Journal != "" { // taken over: the room waits
		return nil
	} else if passed < soon {
		when = "il y a " + french.Plural(max(int(passed.Minutes()), 1), "minute", "minutes")
	} else if !last.IsZero() {
		when = "le " + french.Day(string(decision.DayOf(last.Local())))
	}
	fmt.Fprintf(p.Err, "Un atelier est gardé, mené %s (%s).\n  1  Le reprendre là où il en était\n  2  Nouvelle séance%sson compte rendu est écrit, puis ses réponses sont effacées\n", when, french.Plural(seats, "place", "places"), french.NBSP+": ")
	choice, err := p.oneOrTwo()
	if err != nil {
		return usageError("Rien n’est ouvert" + french.NBSP + ": dites s’il faut reprendre l’atelier gardé, ou en ouvrir un nouveau.")
	}
	w.Fresh = choice == "2"
	return nil
}

// oneOrTwo reads a choice of two; an error says that there was none.
func (p *program) oneOrTwo() (string, error) {
	for range 3 {
		fmt.Fprint(p.Err, "1 ou 2, puis Entrée"+french.NBSP+": ")
		typed, err := p.line()
		if typed = strings.TrimSpace(typed); typed == "1" || typed == "2" {
			return typed, nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", errNoChoice
}

var errNoChoice = errors.New("no choice")

// askWhere asks who may join, when nobody said and there is a network to open to: it is
// the first thing that goes wrong in front of a room.
func (p *program) askWhere(w *Workshop) error {
	if w.Address != "" || p.Near == nil {
		return nil
	}
	near := p.Near()
	if len(near) == 0 {
		return nil
	}
	fmt.Fprintf(p.Err, "Qui pourra rejoindre l’atelier"+french.NBSP+"?\n  1  La salle"+french.NBSP+": les téléphones et les ordinateurs de votre réseau (%s)\n  2  Cet ordinateur seul, pour essayer\n", strings.Join(near[:min(len(near), 2)], " ou "))
	switch choice, _ := p.oneOrTwo(); choice {
	case "1":
		w.Address = everyAddress
		return nil
	case "2":
		return nil
	}
	return usageError("Rien n’est ouvert" + french.NBSP + ": dites qui peut rejoindre. Pour la salle, compromis atelier --adresse toutes ; pour cet ordinateur seul, --adresse 127.0.0.1.")
}

// everyAddress stands for all the addresses of this computer.
const everyAddress = "toutes"
