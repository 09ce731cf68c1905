package tui

import (
	"slices"

	"compromis/internal/french"
	"compromis/internal/workshop"
)

// The workshop: what the participant's screen (room_seat.go) and the trainer's
// console (room_console.go) share. The server in front of it is internal/serve.

// The keys of the workshop.
var (
	keyRoomName     = bind("p", "pseudonyme", "p")
	keyRoomAnswer   = bind("entrée", "répondre", "enter")
	keyRoomBefore   = bind("échap", "question d’avant", "esc", "left", "backspace")
	keyRoomScroll   = bind("↑↓", "lire la suite", "up", "down")
	keyRoomPick     = bind("↑↓", "choisir", "up", "down")
	keyRoomOpen     = bind("espace", "ouvrir le vote", "space")
	keyRoomReopen   = bind("espace", "rouvrir le vote", "space")
	keyRoomClose    = bind("espace", "fermer le vote", "space")
	keyRoomReveal   = bind("entrée", "montrer le résultat", "enter")
	keyRoomHide     = bind("entrée", "masquer le résultat", "enter")
	keyRoomChoose   = bind("entrée", "choisir ce cas", "enter")
	keyRoomAsk      = bind("entrée", "poser la question", "enter")
	keyRoomEnter    = bind("entrée", "choisir un cas", "enter")
	keyRoomReturn   = bind("entrée", "revenir", "enter")
	keyRoomSides    = bind("←→", "cas, question, salle", "left", "right", "tab", "shift+tab")
	keyRoomAgain    = bind("r", "second tour", "r")
	keyRoomMajority = bind("m", "suivre la majorité", "m")
	keyRoomFirst    = bind("m", "suivre la première", "m")
	keyRoomMinority = bind("n", "rejouer la minorité", "n")
	keyRoomFree     = bind("l", "chacun avance seul", "l")
	keyRoomNext     = bind("s", "question suivante", "s")
	keyRoomNextCase = bind("s", "cas suivant", "s")
	keyRoomFinish   = bind("f", "finir", "f")
	keyRoomInvite   = bind("i", "comment rejoindre", "i")
)

// The words of the workshop.
const (
	wordRoom         = "Compromis, l’atelier"
	wordRoomWelcome  = "Bienvenue dans l’atelier"
	wordRoomSoon     = "Le formateur va choisir un cas. Il s’affichera ici."
	wordRoomAnon     = "Votre nom n’est pas demandé\u00a0: les réponses sont comptées sans nom. Vous pouvez prendre un pseudonyme (touche p)\u00a0: toute la salle le verra."
	wordRoomPapers   = "Les pièces en main"
	wordRoomListen   = "Lisez l’histoire. La question viendra ensuite."
	wordRoomAlone    = "Réfléchissez, sans en parler. Le vote va s’ouvrir."
	wordRoomTogether = "Discutez entre vous. Un second vote va s’ouvrir."
	wordRoomVote     = "Le vote est ouvert\u00a0: tapez le numéro de votre réponse."
	wordRoomVote2    = "Le second vote est ouvert\u00a0: répondez, même sans changer d’avis."
	wordRoomChange   = "C’est noté. Vous pouvez changer tant que le vote est ouvert."
	wordRoomClosed   = "Le vote est fermé. Le résultat est encore caché."
	wordRoomSaid     = "Ce que la salle a répondu"
	wordRoomLeads    = "Où mène chaque réponse, et pourquoi"
	wordRoomYours    = "Où mène votre réponse"
	wordRoomMine     = "(votre réponse)"
	wordRoomNone     = "Vous n’avez pas répondu."
	wordRoomDiscuss  = "Discutez. Où mène chaque réponse se verra après le second vote."
	wordRoomWalk     = "Avancez à votre rythme. Échap revient en arrière."
	wordRoomArrived  = "Vos réponses mènent à"
	wordRoomWhere    = "Où en est la salle"
	wordRoomStuck    = "Arrêtés par un «\u00a0je ne sais pas\u00a0»"
	wordRoomExpected = "(étape attendue)"
	wordRoomMajority = "Avec la réponse de la majorité"
	wordRoomFirst    = "Avec la première des réponses à égalité"
	wordRoomMinority = "Avec la deuxième réponse de la salle"
	wordRoomPoint    = "Ce qu’il faut retenir"
	wordRoomPath     = "Votre chemin"
	wordRoomLeave    = "Quitter\u00a0? o\u00a0: oui. Une autre touche\u00a0: rester. Sans clé SSH, vous reviendrez à une autre place\u00a0: ne votez pas deux fois."
	wordRoomQuit     = "Quitter\u00a0? o\u00a0: oui, et reprendre plus tard. f\u00a0: finir\u00a0; un compte rendu sans nom est écrit, puis les réponses sont effacées. Une autre touche\u00a0: rester."
	wordRoomFinish   = "Finir pour de bon\u00a0? o\u00a0: oui. Une autre touche\u00a0: rester."
	wordRoomSkip     = "Passer à la suite\u00a0? Le résultat de ce vote n’a pas été montré. o\u00a0: oui. Une autre touche\u00a0: rester."
	wordRoomHow      = "Pour rejoindre\u00a0: ouvrez un terminal, et tapez"
	wordRoomCode     = "Puis le code de la salle\u00a0: "
	wordRoomLocal    = "Pour l’instant, seul cet ordinateur peut rejoindre. Pour ouvrir à la salle\u00a0: q, puis o, puis compromis atelier --adresse toutes"
	wordRoomPhone    = "Le carré contient la première commande, à lire avec un téléphone."
	wordRoomNobody   = "Personne n’arrive\u00a0? Vérifiez que tous sont sur le même réseau, et que le pare-feu de cet ordinateur laisse entrer compromis."
	wordRoomPrint    = "La première fois, votre terminal demande en anglais s’il faut continuer. Comparez l’empreinte qu’il montre à celle-ci, tapez yes, puis entrée."
	wordRoomLines    = "Avec un lecteur d’écran, en lignes simples\u00a0: ajoutez -T après ssh, et écrivez texte@ à la place de atelier@."
	wordRoomKey      = "Si vous avez une clé SSH, vous retrouverez votre place en revenant. Sinon, vous en recevrez une nouvelle."
)

// roomWindow draws a screen of the workshop, however small the window: what it
// shows is made for the room that is left inside.
func roomWindow(shown func(inner canvas) window, f canvas) string {
	switch {
	case f.width <= 0 || f.height <= 0:
		return ""
	case f.width < minWidth || f.height < minHeight:
		return fit(joinLines(wrapText(wordTooSmall, f.width, f.styles.strong)), f.width, f.height)
	}
	w := shown(f.inner())
	w.name, w.help = wordName, keyHelp
	return w.draw(f)
}

// footed draws a page above a few lines, which leave it one line at least.
func footed(page func(f canvas) string, foot []string, f canvas) string {
	foot = foot[:max(min(len(foot), f.height-1), 0)]
	f.height -= len(foot)
	body := fit(page(f), f.width, f.height)
	if len(foot) == 0 {
		return body
	}
	return body + "\n" + joinLines(indent(foot))
}

// roomHelp explains keys.
func roomHelp(keys [][2]string, f canvas) []block {
	blocks := []block{heading("Les touches", f)}
	for _, k := range append(keys, [2]string{"pg suiv", "lire plus bas"}, [2]string{"pg préc", "lire plus haut"}) {
		blocks = append(blocks, fact(k[0], k[1], f.styles.text, f))
	}
	return append(blocks, gap(), note("Échap, ou ?, referme cette aide.", f))
}

// overflows says whether a page has more than what is in sight.
func (p *page) overflows(blocks []block, f canvas) bool { return height(blocks) > f.height }

// present says who is there.
func roomPresent(s workshop.State) string {
	return french.Plural(s.Present, "participant présent", "participants présents")
}

// roomVoters says how many have answered.
func roomVoters(s workshop.State) string {
	if s.Voters == 0 {
		return "personne n’a encore répondu"
	}
	return french.Plural(s.Voters, "réponse", "réponses") + " pour " + roomPresent(s)
}

// roomTallies draws the result of a vote that is shown.
func roomTallies(s workshop.State, f canvas) []block {
	if s.Question == nil || len(s.Rounds) == 0 {
		return nil
	}
	bars, all := make([]roomBar, len(s.Question.Options)), make([]int, len(s.Rounds))
	for i, tally := range s.Rounds {
		for _, n := range tally {
			all[i] += n
		}
	}
	for i, o := range s.Question.Options {
		bars[i] = roomBar{label: o.Label, count: s.Rounds[0][i]}
		if o.Value == s.Own && s.Own != "" {
			bars[i].label += " " + wordRoomMine
			bars[i].mine = true
		}
		if len(s.Rounds) > 1 {
			bars[i].after = s.Rounds[1][i]
		}
	}
	return roomBars(bars, all, f)
}

// roomMap draws where a room that walks alone is. Once it is shown to all, it
// says which step was expected.
func roomMap(s workshop.State, f canvas) []block {
	m := s.Map
	if m == nil {
		return nil
	}
	var asked, arrived []roomBar
	for _, p := range m.Asked {
		asked = append(asked, roomBar{label: p.Question.Name, count: p.Count})
	}
	for _, p := range m.Arrived {
		b := roomBar{label: p.Step.Title, count: p.Count}
		if s.Phase == workshop.Mapped && p.Step.ID == s.Exercise.Step {
			b.label += " " + wordRoomExpected
			b.mine = true
		}
		arrived = append(arrived, b)
	}
	if m.Stuck > 0 {
		arrived = append(arrived, roomBar{label: wordRoomStuck, count: m.Stuck})
	}
	all := []int{0}
	for _, b := range slices.Concat(asked, arrived) {
		all[0] += b.count
	}
	blocks := section("Encore en chemin, à la question", roomBars(asked, all, f), f)
	return append(blocks, section("Arrivés à l’étape", roomBars(arrived, all, f), f)...)
}
