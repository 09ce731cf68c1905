package host

import (
	"context"
	"errors"

	"compromis/internal/door"
	"compromis/internal/workshop"
)

// A room whose journal is on a server has other doors than those of the trainer's machine:
// each shows the whole room, and keeps nothing.

// errNoRoom is that nothing says which room a door opens on.
var errNoRoom = errors.New("Il manque le code de l’atelier. Écrivez --salle, et le code que le formateur affiche.")

// Serve opens another door on the room of a server, says how to join by it, and lets people
// in until the context ends, or the room does. The word is the last to be said. Errors are
// in French.
func Serve(ctx context.Context, c Config, said func(lines []string) error) (word string, err error) {
	h, err := openOther(c)
	if err != nil {
		return "", err
	}
	if err = said(h.joining()); err == nil {
		select {
		case <-ctx.Done():
		case <-h.served:
			err = h.deaf
		}
	}
	why := door.Paused
	if errors.Is(err, workshop.ErrOver) { // as it should
		why, word, err = door.Finished, wordOver, nil
	}
	h.empty(why)
	return word, errors.Join(err, h.Room.Close())
}

// openOther opens the doors of a room that is led elsewhere.
func openOther(c Config) (*Host, error) {
	if c.Code = workshop.Code(c.Code); c.Code == "" {
		return nil, errNoRoom
	}
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	shared, err := workshop.Follow(c.Journal, c.Code)
	if err != nil {
		return nil, err
	}
	h := &Host{config: c, Code: c.Code, served: make(chan struct{})}
	if err = h.open(shared); err != nil {
		return nil, err
	}
	h.entrance = door.New(h.Room, h.Code, c.Max, c.Now)
	go h.serve()
	return h, nil
}

const wordOver = "L’atelier est fini" + colon + "cette porte est fermée, rien n’en est gardé ici."

// joining is how one joins by these doors, a line each.
func (h *Host) joining() (lines []string) {
	how := h.invitation()
	lines = append(lines, "Porte ouverte sur l’atelier "+h.Code+".", "Ctrl+c la ferme"+colon+"l’atelier continue ailleurs.")
	for _, page := range how.Pages {
		lines = append(lines, "  Page"+colon+page)
	}
	for _, command := range how.Commands {
		lines = append(lines, "  Terminal"+colon+command)
	}
	return append(lines, "  Empreinte"+colon+how.Fingerprint)
}
