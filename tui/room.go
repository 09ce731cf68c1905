package tui

import (
	"slices"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// The workshop: what the participant's screen (room_seat.go) and the trainer's
// console (room_console.go) share. The server in front of it is internal/serve.

// The keys of the workshop.
var (
	keyRoomName     = draw.Bind("p", "pseudonyme", "p")
	keyRoomAnswer   = draw.Bind("entrée", "répondre", "enter")
	keyRoomBefore   = draw.Bind("échap", "question d’avant", "esc", "left", "backspace")
	keyRoomScroll   = draw.Bind("↑↓", "lire la suite", "up", "down")
	keyRoomPick     = draw.Bind("↑↓", "choisir", "up", "down")
	keyRoomOpen     = draw.Bind("espace", "ouvrir le vote", "space")
	keyRoomReopen   = draw.Bind("espace", "rouvrir le vote", "space")
	keyRoomClose    = draw.Bind("espace", "fermer le vote", "space")
	keyRoomReveal   = draw.Bind("entrée", "montrer le résultat", "enter")
	keyRoomHide     = draw.Bind("entrée", "masquer le résultat", "enter")
	keyRoomChoose   = draw.Bind("entrée", "choisir ce cas", "enter")
	keyRoomAsk      = draw.Bind("entrée", "poser la question", "enter")
	keyRoomEnter    = draw.Bind("entrée", "choisir un cas", "enter")
	keyRoomReturn   = draw.Bind("entrée", "revenir", "enter")
	keyRoomSides    = draw.Bind("←→", "cas, question, salle", "left", "right", "tab", "shift+tab")
	keyRoomAgain    = draw.Bind("r", "second tour", "r")
	keyRoomMajority = draw.Bind("m", "suivre la majorité", "m")
	keyRoomFirst    = draw.Bind("m", "suivre la première", "m")
	keyRoomMinority = draw.Bind("n", "rejouer la minorité", "n")
	keyRoomFree     = draw.Bind("l", "chacun avance seul", "l")
	keyRoomNext     = draw.Bind("s", "question suivante", "s")
	keyRoomNextCase = draw.Bind("s", "cas suivant", "s")
	keyRoomFinish   = draw.Bind("f", "finir", "f")
	keyRoomInvite   = draw.Bind("i", "comment rejoindre", "i")
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
func roomWindow(shown func(inner draw.Frame) draw.Window, f draw.Frame) string {
	switch {
	case f.Width <= 0 || f.Height <= 0:
		return ""
	case f.Small():
		return draw.TooSmall(f)
	}
	w := shown(f.Inner())
	w.Name, w.Help = wordName, draw.KeyHelp
	return w.Draw(f)
}

// roomHelp explains keys.
func roomHelp(keys [][2]string, f draw.Frame) []draw.Block {
	blocks := []draw.Block{draw.Heading("Les touches", f)}
	for _, k := range append(keys, [2]string{"pg suiv", "lire plus bas"}, [2]string{"pg préc", "lire plus haut"}) {
		blocks = append(blocks, draw.Fact(k[0], k[1], f.Styles.Text, f))
	}
	return append(blocks, draw.Gap(), draw.Note("Échap, ou ?, referme cette aide.", f))
}

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
func roomTallies(s workshop.State, f draw.Frame) []draw.Block {
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
func roomMap(s workshop.State, f draw.Frame) []draw.Block {
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
	blocks := draw.Section("Encore en chemin, à la question", roomBars(asked, all, f), f)
	return append(blocks, draw.Section("Arrivés à l’étape", roomBars(arrived, all, f), f)...)
}
