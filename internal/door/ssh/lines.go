package ssh

import (
	"bufio"
	"context"
	"errors"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// What explains the plain lines.
const (
	wordLines = "Compromis, l’atelier, en lignes simples. Pour répondre, tapez le numéro, puis Entrée. Pour le reste, tapez aide."
	wordAide  = "Tapez, puis Entrée" + colon + "un numéro, pour répondre" + semi + "relire, pour entendre de nouveau où l’on en est" + semi +
		"histoire" + semi + "pourquoi, pour entendre où mène chaque réponse" + semi + "retour, pour changer une réponse quand chacun avance seul" + semi +
		"sûr ou pas sûr, quand on vous le demande" + semi + "fiche, pour relire vos réponses et les textes" + semi + "pseudo suivi d’un nom" + semi + "quitter."
	semi     = french.NBSP + "; "
	wordName = "pseudo"
	wordTeam = "équipe"
)

// reader is a participant who reads line by line: what is new is written once,
// and nothing is ever redrawn.
type reader struct {
	*session
	state workshop.State
	told  plain.Telling
	back  *workshop.Question // in free play, the question one went back to
}

// lines is the room for a screen reader.
func (one *session) lines(ctx context.Context) {
	_, _, echo := one.Pty()
	r := &reader{session: one}
	one.home = func() string { return r.state.Return }
	one.beside(func() { one.measure(ctx, nil) })
	r.say(wordLines)
	typed := make(chan string)
	one.beside(func() {
		defer close(typed)
		keys := &typing{in: bufio.NewReader(newSifted(ctx, newPaced(ctx, one), false)), out: one, echo: echo, pressed: one.pressed}
		for {
			line, err := keys.line()
			if err != nil {
				return
			}
			select {
			case typed <- line:
			case <-ctx.Done():
				return
			}
		}
	})
	r.read(ctx, one.server.room().Watch(one.guest.Seat), typed)
}

// read follows the room and what the participant types.
func (r *reader) read(ctx context.Context, states <-chan *workshop.State, typed <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case state, open := <-states:
			if !open {
				r.putOut()
				return
			}
			r.news(*state)
		case line, open := <-typed:
			if !open {
				return
			}
			select { // what is typed answers what the room says now
			case state, open := <-states:
				if open {
					r.news(*state)
				}
			default:
			}
			if !r.obey(strings.TrimSpace(line)) {
				return
			}
		}
	}
}

// news tells what is new. The question one went back to is then no more the last
// one heard.
func (r *reader) news(state workshop.State) {
	r.state = state
	if told := r.told.News(r.guide(), state); len(told) > 0 {
		r.back = nil
		r.say(told...)
	}
}

func (r *reader) say(lines ...string) {
	for _, l := range lines {
		r.write(french.Text(l))
	}
}

// obey does what a line asks. It is false to leave.
func (r *reader) obey(line string) bool {
	word, rest, _ := strings.Cut(line, " ")
	if r.worded() && rest != "" && !r.commands(word, rest) { // « pas de procès » says nothing of being sure
		r.answer(line)
		return true
	}
	switch strings.ToLower(word) {
	case "":
	case "quitter", "q":
		return false
	case "aide", "?":
		r.say(wordAide)
	case "relire":
		r.told, r.back = plain.Telling{}, nil
		r.say(r.told.News(r.guide(), r.state)...)
	case "histoire":
		r.say(plain.Story(r.state)...)
	case wordTeam, "equipe":
		team, _ := strconv.Atoi(strings.TrimSpace(rest)) // what is no number is no team
		if err := r.server.room().JoinTeam(r.guest.Seat, team); err != nil {
			r.tell(err, "")
		}
	case "fiche":
		sheet, err := r.server.room().Sheet(r.guest.Seat)
		if err == nil {
			r.say(plain.Sheet(sheet)...)
		} else {
			r.tell(err, "")
		}
	case "pourquoi":
		r.say(plain.Why(r.guide(), r.state)...)
	case "retour":
		r.goBack()
	case wordName:
		done := workshop.NameNoted(rest)
		if _, _, found := french.Hidden(rest); found {
			done += " " + say.Cleaned("de ce que vous avez tapé")
		}
		r.tell(r.server.room().Rename(r.guest.Seat, rest), done)
	case "sûr", "sur", "pas":
		r.beSure(line)
	default:
		r.answer(line)
	}
	return true
}

// commands says whether a line of several words is no answer in words.
func (r *reader) commands(word, rest string) bool {
	_, err := strconv.Atoi(rest)
	word = strings.ToLower(word)
	return word == wordName || word == wordTeam && r.state.Teams > 0 && err == nil
}

// beSure says whether one is sure of the answer one gave.
func (r *reader) beSure(line string) {
	if !r.state.MaySaySure() {
		r.say("Répondez d’abord à la question, tant que le vote est ouvert. Puis dites si vous êtes sûr, si on vous le demande.")
		return
	}
	sure := !strings.HasPrefix(strings.ToLower(line), "pas")
	done := "C’est noté" + colon + "vous êtes sûr."
	if !sure {
		done = "C’est noté" + colon + "vous n’êtes pas sûr."
	}
	r.tell(r.server.room().Sure(r.guest.Seat, r.state.Ballot, sure), done)
}

func (r *reader) guide() *decision.Guide { return r.server.config.Guide }

// goBack asks again the question before, when everyone walks alone.
func (r *reader) goBack() {
	if !r.state.Walks() {
		r.say("On ne revient en arrière que lorsque chacun avance seul.")
		return
	}
	var from decision.Fact
	if r.back != nil {
		from = r.back.Fact
	}
	q := r.state.Previous(from)
	if q == nil {
		r.say("C’est la première question.")
		return
	}
	r.back = q
	r.say(plain.Numbered(r.state, q)...)
}

// worded says whether the question is answered in a few words: soon, now or until now.
func (r *reader) worded() bool {
	q := r.state.Question
	return q != nil && q.Open && r.state.Phase <= workshop.Counted
}

// answer votes for the option of that number, or in words.
func (r *reader) answer(line string) {
	q, ballot := r.state.Question, r.state.Ballot
	if r.back != nil {
		q, ballot.Fact = r.back, r.back.Fact
	}
	word, _, _ := strings.Cut(line, " ")
	n, err := strconv.Atoi(word)
	switch {
	case r.worded() && r.state.Answers() && line != "0":
		r.give(ballot, line, "Votre réponse est notée. Le formateur la lit avant de la montrer.")
	case r.worded() && !r.state.Answers():
		r.say(r.state.NoVote())
	case err != nil:
		r.say(french.Quote(french.Shown(word)) + " n’est pas compris. Tapez aide.")
	case q == nil && r.state.Walks():
		r.say("Vos réponses mènent déjà à une étape. Pour en changer une, tapez retour.")
	case q == nil || !r.state.Answers():
		r.say(r.state.NoVote())
	case n == 0:
		r.give(ballot, string(decision.Unknown), "Vous ne savez pas"+colon+"c’est noté.")
	case n < 1 || n > len(q.Options):
		r.say("Il n’y a pas de réponse " + word + ". Choisissez de 0 à " + french.Number(len(q.Options)) + ".")
	default:
		o := q.Options[n-1]
		done := "Votre réponse" + colon + o.Label + "."
		if r.state.AsksSure && r.state.Phase == workshop.Voting {
			done += " En êtes-vous sûr" + french.NBSP + "? Tapez sûr, ou pas sûr."
		}
		r.give(ballot, string(o.Value), done)
	}
}

// give answers a question.
func (r *reader) give(b workshop.Ballot, said, done string) {
	if r.back != nil {
		r.back = nil
		r.told.Again()
	}
	r.tell(r.server.room().Answer(r.guest.Seat, b, said), done)
}

// tell says what came of something asked of the room.
func (r *reader) tell(err error, done string) {
	switch {
	case err == nil:
		r.say(done)
	case errors.Is(err, workshop.ErrGone), errors.Is(err, workshop.ErrClosed):
	default:
		r.say(workshop.Refusal(r.guide(), err))
	}
}
