package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"compromis/internal/french"
	"compromis/internal/workshop"
	"compromis/tui"
)

// wordLines explains the plain lines.
const wordLines = "Compromis, l’atelier, en lignes simples. Tapez le numéro d’une réponse puis Entrée. Autres mots" + nbsp +
	": relire, histoire, pseudo suivi d’un nom, quitter."

// reader is a participant who reads line by line: what is new is written once,
// and nothing is ever redrawn.
type reader struct {
	*session
	state workshop.State
	told  tui.Telling
}

// lines is the room for a screen reader.
func (one *session) lines(ctx context.Context) {
	_, _, echo := one.Pty()
	r := &reader{session: one}
	r.say(wordLines)
	typed := make(chan string)
	go func() {
		defer close(typed)
		keys := &typing{in: bufio.NewReader(newPaced(ctx, one)), out: one, echo: echo, pressed: one.pressed}
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
	}()
	r.read(ctx, one.server.Room.Watch(one.seat), typed)
}

// read follows the room and what the participant types.
func (r *reader) read(ctx context.Context, states <-chan workshop.State, typed <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case state, open := <-states:
			if !open {
				r.putOut()
				return
			}
			r.state = state
			r.say(r.told.News(r.server.config.Guide, state)...)
		case line, open := <-typed:
			if !open || !r.obey(strings.TrimSpace(line)) {
				return
			}
		}
	}
}

func (r *reader) say(lines ...string) {
	for _, l := range lines {
		io.WriteString(r, strings.ReplaceAll(l, "\n", "\r\n")+"\r\n") // who is gone does not read it
	}
}

// obey does what a line asks. It is false to leave.
func (r *reader) obey(line string) bool {
	word, rest, _ := strings.Cut(line, " ")
	switch strings.ToLower(word) {
	case "":
	case "quitter", "q":
		return false
	case "relire":
		r.told = tui.Telling{}
		r.say(r.told.News(r.server.config.Guide, r.state)...)
	case "histoire":
		r.say(tui.RoomStory(r.state)...)
	case "pseudo":
		r.tell(r.server.Room.Rename(r.seat, rest), "Votre pseudonyme est changé.")
	default:
		r.answer(word)
	}
	return true
}

// answer votes for the option of that number.
func (r *reader) answer(word string) {
	q := r.state.Question
	n, err := strconv.Atoi(word)
	switch {
	case err != nil:
		r.say(french.Quote(french.Shown(word)) + " n’est pas compris. " + wordLines)
	case q == nil || !tui.RoomAnswers(r.state):
		r.say("Aucun vote n’est ouvert. Attendez la question.")
	case n == 0 && tui.RoomWalks(r.state):
		r.tell(r.server.Room.Answer(r.seat, r.state.Ballot, "?"), "Vous ne savez pas"+nbsp+": c’est noté.")
	case n < 1 || n > len(q.Options):
		r.say("Il n’y a pas de réponse " + word + ". Choisissez de 1 à " + french.Number(len(q.Options)) + ".")
	default:
		o := q.Options[n-1]
		r.tell(r.server.Room.Answer(r.seat, r.state.Ballot, string(o.Value)), "Votre réponse"+nbsp+": "+o.Label+".")
	}
}

// tell says what came of something asked of the room.
func (r *reader) tell(err error, done string) {
	switch {
	case err == nil:
		r.say(done)
	case errors.Is(err, workshop.ErrGone), errors.Is(err, workshop.ErrClosed):
	default:
		r.say(french.Error(r.server.config.Guide, err))
	}
}
