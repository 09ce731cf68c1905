// Package room holds the two screens of a workshop: the [Seat] of a participant
// and the [Console] of the trainer. They draw the states that package workshop
// sends, and ask it for what their keys mean; they decide nothing themselves.
// What they share is in this file. The door in front of them is not here.
package room

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// The keys of the workshop.
var (
	keyName       = draw.Bind("p", "pseudonyme", "p")
	keyNames      = draw.Bind("n", "interdire les pseudonymes", "n")
	keyRename     = draw.Bind("e", "récrire le pseudonyme", "e")
	keyNamesAgain = draw.Bind("n", "permettre les pseudonymes", "n")
	keyTeam       = draw.Bind("t", "changer d’équipe", "t")
	keyTeams      = draw.Bind("2-6", "équipes", "2")
	keySheet      = draw.Bind("f", "ma fiche", "f")
	keyAnswer     = draw.Bind("entrée", "répondre", "enter")
	keyBefore     = draw.Bind("échap", "question d’avant", "esc", "left", "backspace")
	keyScroll     = draw.Bind("↑↓", "lire la suite", "up", "down")
	keyPick       = draw.Bind("↑↓", "choisir", "up", "down")
	keyOpen       = draw.Bind("espace", "ouvrir le vote", "space")
	keyReopen     = draw.Bind("espace", "rouvrir le vote", "space")
	keyClose      = draw.Bind("espace", "fermer le vote", "space")
	keyReveal     = draw.Bind("entrée", "montrer le résultat", "enter")
	keyHide       = draw.Bind("entrée", "masquer le résultat", "enter")
	keyChoose     = draw.Bind("entrée", "choisir ce cas", "enter")
	keyAsk        = draw.Bind("entrée", "poser la question", "enter")
	keyEnter      = draw.Bind("entrée", "choisir un cas", "enter")
	keyReturn     = draw.Bind("entrée", "revenir", "enter")
	keySides      = draw.Bind("←→", "cas, question, salle", "left", "right", "tab", "shift+tab")
	keyAgain      = draw.Bind("r", "second vote", "r")
	keyMajority   = draw.Bind("m", "suivre la majorité", "m")
	keyFirst      = draw.Bind("m", "suivre la première", "m")
	keyMinority   = draw.Bind("n", "rejouer la minorité", "n")
	keyFree       = draw.Bind("l", "chacun avance seul", "l")
	keyNext       = draw.Bind("s", "question suivante", "s")
	keyNextCase   = draw.Bind("s", "cas suivant", "s")
	keyFinish     = draw.Bind("f", "finir", "f")
	keyWrite      = draw.Bind("a-z", "écrire") // any letter
	keySure       = draw.Bind("o n", "sûr ou non", "o", "n")
	keyPose       = draw.Bind("e", "écrire une question", "e")
	keyAskSure    = draw.Bind("c", "demander si l’on est sûr", "c")
	keyAskNoMore  = draw.Bind("c", "ne plus demander si l’on est sûr", "c")
	keyWords      = draw.Bind("v", "relire les réponses", "v")
	keyAccept     = draw.Bind("entrée", "montrer ou non", "enter")
	keyPeople     = draw.Bind("p", "qui est là", "p")
	keyCount      = draw.Bind("entrée", "montrer, compter ou non", "enter")
	keyInvite     = draw.Bind("i", "comment rejoindre", "i")
)

// The words of the workshop.
const (
	wordTitle     = "Compromis, l’atelier"
	wordAnonymous = "Votre nom n’est pas demandé\u00a0: les réponses sont comptées sans nom."
	wordAnon      = wordAnonymous + " Vous pouvez prendre un pseudonyme (touche p)\u00a0: le formateur le lit, et peut le montrer à la salle."
	wordListen    = "Lisez l’histoire. La question viendra ensuite."
	wordNone      = "Vous n’avez pas répondu."
	wordWalk      = "Avancez à votre rythme. Échap revient en arrière."
	wordPath      = "Votre chemin"
	wordLeave     = "Quitter\u00a0? o\u00a0: oui. Une autre touche\u00a0: rester. Pour retrouver votre place\u00a0: votre clé SSH, ou votre numéro de retour"
	wordQuit      = "Quitter\u00a0? o\u00a0: oui, et reprendre plus tard. f\u00a0: finir\u00a0; un compte rendu sans nom est écrit, puis les réponses et les fiches de chacun sont effacées. Une autre touche\u00a0: rester."
	wordFinish    = "Finir pour de bon\u00a0? o\u00a0: oui. Une autre touche\u00a0: rester."
	wordSkip      = "Passer à la suite\u00a0? Le résultat de ce vote n’a pas été montré. o\u00a0: oui. Une autre touche\u00a0: rester."
	wordTyped     = "Pour rejoindre, tapez dans un navigateur"
	wordPage      = "Pour rejoindre, scannez le carré, ou tapez dans un navigateur"
	wordHow       = "Ou, dans un terminal"
	wordMany      = "Il y a plus de réponses que de présents\u00a0: p montre qui est parti, et ce que vous comptez."
	wordCode      = "Puis le code de la salle\u00a0: "
	wordLocal     = "Pour l’instant, seul cet ordinateur peut rejoindre. Pour ouvrir à la salle\u00a0: q, puis o, puis compromis atelier --adresse toutes"
	wordPrint     = "La première fois, votre terminal demande en anglais s’il faut continuer. Comparez l’empreinte qu’il montre à celle-ci, tapez yes, puis entrée."
	wordLines     = "Avec un lecteur d’écran, en lignes simples\u00a0: ajoutez -T après ssh, et écrivez texte@ à la place de atelier@."
	wordKey       = "Chacun retrouve sa place en revenant\u00a0: par sa clé SSH, ou par le numéro de retour de son écran, demandé à l’entrée."
	wordVoted     = "Votre réponse est déjà donnée\u00a0: tapez un numéro pour la changer."
	wordSureKeys  = "o\u00a0:\u00a0oui. n\u00a0:\u00a0non."
)

// askBackground asks a terminal for the colour behind the text, over a line too:
// Bubble Tea's own question is only put by a program that reads the keys itself.
var askBackground = tea.Raw(ansi.RequestBackgroundColor)

// window draws a screen of the workshop, however small the window: what it
// shows is made for the room that is left inside.
func window(shown func(inner draw.Frame) draw.Window, f draw.Frame) string {
	switch {
	case f.Width <= 0 || f.Height <= 0:
		return ""
	case f.Small():
		return draw.TooSmall(f)
	}
	w := shown(f.Inner())
	w.Name, w.Help = "Compromis", draw.KeyHelp
	return w.Draw(f)
}

// keysHelp explains keys; where those of a page do nothing else, they read on.
func keysHelp(keys [][2]string, f draw.Frame) []draw.Block {
	blocks := []draw.Block{draw.Heading("Les touches", f)}
	if !slices.ContainsFunc(keys, func(k [2]string) bool { return strings.Contains(k[0], "pg suiv") }) {
		keys = append(keys, [2]string{"pg suiv", "lire plus bas"}, [2]string{"pg préc", "lire plus haut"})
	}
	for _, k := range keys {
		blocks = append(blocks, draw.Fact(k[0], k[1], f.Styles.Text, f))
	}
	return append(blocks, draw.Gap(), draw.Note("Échap, ou ?, referme cette aide.", f))
}

// talliesOf draws the result of a vote that is shown.
func talliesOf(s workshop.State, f draw.Frame) []draw.Block {
	if s.Question == nil || len(s.Rounds) == 0 {
		return nil
	}
	bars := make([]bar, len(s.Question.Options))
	for i, o := range s.Question.Options {
		bars[i] = bar{label: numbered(i+1, o.Label), count: s.Rounds[0][i]}
		if o.Value == s.Own && s.Own != "" {
			bars[i].label += " " + workshop.WordMine
			bars[i].mine = true
		}
		if len(s.Rounds) > 1 {
			bars[i].after = s.Rounds[1][i]
		}
	}
	unsure := bar{label: numbered(0, say.Unsure), count: s.Unsure[0]}
	if s.Own == decision.Unknown {
		unsure.label += " " + workshop.WordMine
		unsure.mine = true
	}
	if len(s.Rounds) > 1 {
		unsure.after = s.Unsure[1]
	}
	if unsure.count+unsure.after > 0 {
		bars = append(bars, unsure)
	}
	blocks := histogram(bars, s.Cast, f)
	if told := s.SameStep(); told != "" {
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Caution)})
	}
	return blocks
}

// numbered is an answer after the number that gives it, the same on every screen.
func numbered(number int, label string) string { return strconv.Itoa(number) + "  " + label }

// kept is what to remember of the exercise, once the map says which step was expected.
func kept(s workshop.State, f draw.Frame) []draw.Block {
	if s.Phase != workshop.Mapped {
		return nil
	}
	return still(draw.Section(workshop.WordPoint, draw.Text(s.Exercise.Point, f.TextWidth(), f.Styles), f))
}

// mapOf draws where a room that walks alone is. Once it is shown to all, it
// says which step was expected.
func mapOf(s workshop.State, f draw.Frame) []draw.Block {
	m := s.Map
	if m == nil {
		return nil
	}
	var asked, arrived []bar
	for _, p := range m.Asked {
		asked = append(asked, bar{label: p.Question.Name, count: p.Count})
	}
	for _, p := range m.Arrived {
		b := bar{label: p.Step.Title, count: p.Count}
		if s.Phase == workshop.Mapped && p.Step.ID == s.Exercise.Step {
			b.label += " " + workshop.WordExpected
			b.mine = true
		}
		arrived = append(arrived, b)
	}
	if m.Stuck > 0 {
		arrived = append(arrived, bar{label: workshop.WordStuck, count: m.Stuck})
	}
	all := []int{0}
	for _, b := range slices.Concat(asked, arrived) {
		all[0] += b.count
	}
	blocks := draw.Section("Encore en chemin, à la question", histogram(asked, all, f), f)
	return append(blocks, draw.Section("Arrivés à l’étape", histogram(arrived, all, f), f)...)
}

// errands are what a screen asks of the room, one at a time and in order: each
// waits for the disk, and Bubble Tea runs commands in no order at all.
type errands struct {
	busy    bool
	waiting []errand
}

// errand is one of them. A newer one takes the place of the last waiting, when
// both are about the same thing.
type errand struct {
	about any // nil for one that is like no other
	run   tea.Cmd
}

// send asks for something, now or when its turn comes.
func (e *errands) send(next errand) tea.Cmd {
	if !e.busy {
		e.busy = true
		return next.run
	}
	if last := len(e.waiting) - 1; last >= 0 && next.about != nil && e.waiting[last].about == next.about {
		e.waiting[last] = next
	} else {
		e.waiting = append(e.waiting, next)
	}
	return nil
}

// done says that the one under way is, and returns the next.
func (e *errands) done() tea.Cmd {
	if len(e.waiting) == 0 {
		e.busy = false
		return nil
	}
	next := e.waiting[0]
	e.waiting = e.waiting[1:]
	return next.run
}

// forget drops those that wait.
func (e *errands) forget() { e.waiting = nil }
