package casefile

import (
	"errors"

	"compromis/internal/french"
	"compromis/internal/postgres"
)

// shutOut takes note of why an open case can be read no more, when it is not that the
// server does not answer, and tells it as whoever has it open may understand. The state
// is held.
func (f *serverFile) shutOut(err error) error {
	what, then := "", ""
	switch dossier := "Le dossier " + french.Quote(f.id); {
	case postgres.Lost(err) || f.at.last == 0:
		return err
	case errors.Is(err, ErrNotFound):
		what, then = dossier+" a été supprimé du serveur par un propriétaire", "Copiez ou exportez ce que vous voulez en garder."
	case errors.Is(err, ErrPassphrase), errors.Is(err, ErrWrongPassphrase):
		what, then = "Le mot de passe du dossier "+french.Quote(f.id)+" a été changé par une autre personne", "Copiez ce que vous venez d’écrire, fermez le dossier, puis rouvrez-le avec le nouveau."
	case postgres.Denied(err):
		what, then = "Le compte "+french.Quote(f.s.db.Login())+" n’a plus accès aux dossiers de ce serveur", "Copiez ce que vous voulez garder, puis voyez avec l’administrateur."
	default:
		f.shut = err.Error()
		return err
	}
	f.shut = what + colon + "plus rien n’y est enregistré. " + then
	return &Error{Path: f.s.path(f.id), Err: err, Text: f.shut}
}
