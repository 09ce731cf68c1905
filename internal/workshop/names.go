package workshop

import (
	"regexp"
	"strings"
	"unicode"

	"compromis/internal/french"
)

// This file is the pseudonyms of a room: the trainer shows each, or has none.

// ShowName says whether the pseudonym of a seat, as the trainer read it, may be shown to
// the room: none is before, and a new one is not either. One that changed meanwhile is
// not shown.
func (r *Room) ShowName(seat int, read string, shown bool) error {
	if shown {
		return r.reread(event{What: nameShown, Seat: seat, Text: read})
	}
	return r.lead(event{What: nameHidden, Seat: seat})
}

// NameSeat gives a seat that has a pseudonym, as the trainer read it, another which the
// trainer wrote and the room may see; an empty one takes it away.
func (r *Room) NameSeat(seat int, read, name string) error {
	return r.reread(event{What: nameGiven, Seat: seat, Text: read, Name: tidy(name)})
}

// reread records what the trainer says of a text they read, unless it is another by now:
// the screens then show the new one.
func (r *Room) reread(e event) error {
	return r.write(func() error {
		if e.Text == "" {
			return errReread
		}
		err := r.record(e)
		if err == errReread {
			r.news.toAll = true
		}
		return err
	})
}

// isRead says whether a text is the one the trainer read. Older journals do not say what
// was read.
func (e event) isRead(text string) bool { return e.Text == "" || e.Text == text }

// placeName finds a pseudonym that would pass for a place, as the trainer's screen names
// those who have none.
var placeName = regexp.MustCompile(`(?i)^\PL*places?\PL*(n|no|nº|num|numero|numéro)?\PL*$`)

// likePlace says whether a pseudonym looks like « Place 3 ».
func likePlace(name string) bool {
	return strings.IndexFunc(name, unicode.IsNumber) >= 0 && placeName.MatchString(name)
}

// AllowNames says whether participants may take a pseudonym in this session. Forbidding
// takes away those they have.
func (r *Room) AllowNames(allowed bool) error {
	if allowed {
		return r.lead(event{What: namesOn})
	}
	return r.lead(event{What: namesOff})
}

// showName says whether the room may see the pseudonym of a seat.
func (s *session) showName(e event) error {
	known := s.seats[e.Seat]
	if known.name == "" || known.shown == (e.What == nameShown) {
		return errNoName
	}
	if !e.isRead(known.name) {
		return errReread
	}
	known.shown = e.What == nameShown
	s.seats[e.Seat] = known
	return nil
}

// giveName changes the pseudonym of a seat.
func (s *session) giveName(e event) error {
	known := s.seats[e.Seat]
	if known.name == "" || known.name == e.Name && known.shown {
		return errNoName
	}
	if !e.isRead(known.name) {
		return errReread
	}
	known.name, known.shown, known.given = e.Name, e.Name != "", true
	s.seats[e.Seat] = known
	return nil
}

// allowNames says whether there are pseudonyms.
func (s *session) allowNames(e event) error {
	if s.nameless == (e.What == namesOff) {
		return errNamesSame
	}
	if s.nameless = e.What == namesOff; !s.nameless {
		return nil
	}
	for number, known := range s.seats {
		known.name, known.shown, known.given = "", false, false
		s.seats[number] = known
	}
	return nil
}

// nameFate tells somebody what became of the pseudonym they took.
func (k seat) nameFate() string {
	switch {
	case k.given && k.name == "":
		return "Le formateur a retiré votre pseudonyme."
	case k.given:
		return "Le formateur a récrit votre pseudonyme, et le montre à la salle."
	case k.name == "":
		return ""
	case k.shown:
		return "Le formateur montre votre pseudonyme à la salle."
	}
	return "Le formateur lit votre pseudonyme avant de le montrer."
}

// NameNoted answers somebody who took a pseudonym, or took it away.
func NameNoted(name string) string {
	switch said := []rune(strings.Join(strings.Fields(name), " ")); {
	case len(said) == 0:
		return "Votre pseudonyme est retiré."
	case len(said) > maxName:
		return "Votre pseudonyme est noté, coupé à " + french.Plural(maxName, "signe", "signes") + ". Le formateur le lit avant de le montrer."
	}
	return "Votre pseudonyme est noté. Le formateur le lit avant de le montrer."
}
