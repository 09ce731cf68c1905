package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/french"
	"compromis/internal/workshop"
)

// The workshop: what the participant's screen (room_seat.go) and the trainer's
// console (room_console.go) share. The server in front of it is internal/serve.

// The keys of the workshop.
var (
	keyRoomName     = bind("p", "pseudonyme", "p")
	keyRoomVote     = bind("1-9", "répondre", "1", "2", "3", "4", "5", "6", "7", "8", "9")
	keyRoomBefore   = bind("échap", "question d’avant", "esc", "left", "backspace")
	keyRoomOpen     = bind("espace", "ouvrir le vote", "space")
	keyRoomClose    = bind("espace", "fermer le vote", "space")
	keyRoomReveal   = bind("entrée", "montrer", "enter")
	keyRoomHide     = bind("entrée", "masquer", "enter")
	keyRoomChoose   = bind("entrée", "choisir", "enter")
	keyRoomAsk      = bind("entrée", "poser", "enter")
	keyRoomUp       = bind("↑↓", "choisir", "up", "down", "k", "j")
	keyRoomSides    = bind("←→", "cas, question, salle", "left", "right", "tab", "shift+tab")
	keyRoomAgain    = bind("r", "second tour", "r")
	keyRoomMajority = bind("m", "suivre la majorité", "m")
	keyRoomMinority = bind("n", "rejouer la minorité", "n")
	keyRoomFree     = bind("l", "chacun avance seul", "l")
	keyRoomNext     = bind("s", "suite", "s")
	keyRoomFinish   = bind("f", "finir", "f")
	keyRoomInvite   = bind("i", "comment rejoindre", "i")
)

// The words of the workshop.
const (
	wordRoom         = "Compromis, l’atelier"
	wordRoomWelcome  = "Bienvenue dans l’atelier"
	wordRoomSoon     = "Le formateur va choisir un cas. Il s’affichera ici."
	wordRoomAnon     = "Rien ne dit qui vous êtes\u00a0: les réponses sont comptées sans nom. Vous pouvez prendre un pseudonyme (p), ce n’est pas nécessaire."
	wordRoomPapers   = "Les pièces en main"
	wordRoomListen   = "Lisez l’histoire. La question viendra ensuite."
	wordRoomAlone    = "Réfléchissez seul. Le vote va s’ouvrir."
	wordRoomTogether = "Discutez entre vous. Un second vote va s’ouvrir."
	wordRoomVote     = "Le vote est ouvert."
	wordRoomVote2    = "Le second vote est ouvert."
	wordRoomChange   = "Vous pouvez changer de réponse tant que le vote est ouvert."
	wordRoomClosed   = "Le vote est fermé. Le résultat est encore caché."
	wordRoomSaid     = "Ce que la salle a répondu"
	wordRoomLeads    = "Où mène chaque réponse, et pourquoi"
	wordRoomYours    = "Où mène votre réponse"
	wordRoomNone     = "Vous n’avez pas répondu."
	wordRoomWalk     = "Avancez à votre rythme. Échap revient en arrière."
	wordRoomArrived  = "Vous êtes arrivé"
	wordRoomWhere    = "Où est la salle"
	wordRoomStuck    = "Réponses inconnues qui décident"
	wordRoomMajority = "Avec la réponse de la majorité"
	wordRoomMinority = "Avec la réponse de la minorité"
	wordRoomPath     = "Votre chemin"
	wordRoomQuit     = "Quitter\u00a0? o\u00a0: oui, l’atelier reprendra où il en est. f\u00a0: finir, les réponses sont effacées. Une autre touche\u00a0: rester."
	wordRoomLocal    = "Seul cet ordinateur peut rejoindre. Pour ouvrir à la salle, relancez avec --adresse toutes."
	wordRoomPrint    = "La première fois, le terminal du participant la montre et demande s’il faut continuer\u00a0: il vérifie que c’est la même, puis tape yes."
	wordRoomLines    = "Lecteur d’écran, ou lignes simples\u00a0: la même commande avec texte@ à la place de atelier@, et -T."
	wordRoomKey      = "Une clé SSH, si le participant en a une, lui rend sa place quand il revient. Sans clé, il en prend une nouvelle."
)

// roomPicture is a screen of the workshop as it is drawn: its model handles the
// keys itself.
type roomPicture struct {
	about string
	able  []key.Binding
	body  func(f frame) string
}

func (p roomPicture) update(tea.Msg, frame) (action, tea.Cmd) { return nil, nil }
func (p roomPicture) view(f frame) string                     { return p.body(f) }
func (p roomPicture) subject(frame) string                    { return p.about }
func (p roomPicture) keys(frame) []key.Binding                { return p.able }

// roomWindow draws a screen of the workshop, however small the window.
func roomWindow(p roomPicture, f frame) string {
	switch {
	case f.width <= 0 || f.height <= 0:
		return ""
	case f.width < minWidth || f.height < minHeight:
		return fit(joinLines(wrapText(wordTooSmall, f.width, f.styles.strong)), f.width, f.height)
	}
	return draw(p, f)
}

// roomHelp explains keys.
func roomHelp(keys []key.Binding, f frame) []block {
	blocks := []block{heading("Les touches", f)}
	for _, k := range append(keys, keyPageDn, keyPageUp, keyHelp) {
		blocks = append(blocks, fact(k.Help().Key, k.Help().Desc, f.styles.text, f))
	}
	return append(blocks, gap(), note("Une touche referme cette aide.", f))
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
func roomTallies(s workshop.State, f frame) []block {
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
		bars[i] = roomBar{label: o.Label, count: s.Rounds[0][i], mine: o.Value == s.Own && s.Own != ""}
		if len(s.Rounds) > 1 {
			bars[i].after = s.Rounds[1][i]
		}
	}
	return roomBars(bars, all, f)
}

// roomMap draws where a room that walks alone is.
func roomMap(m *workshop.Map, f frame) []block {
	if m == nil {
		return nil
	}
	var asked, arrived []roomBar
	for _, p := range m.Asked {
		asked = append(asked, roomBar{label: p.Question.Name, count: p.Count})
	}
	for _, p := range m.Arrived {
		arrived = append(arrived, roomBar{label: p.Step.Title, count: p.Count})
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
