package door

import (
	"errors"

	"compromis/internal/disk"
	"compromis/internal/french"
)

const colon = french.NBSP + ": "

// Refused tells of a file or a folder the system refused: what cannot be done,
// why, and the option that chooses another one.
func Refused(what, path, option string, err error) error {
	return errors.New(what + ", dans " + french.Quote(path) + colon + disk.Reason(err) + " Un autre endroit se choisit avec " + option + ".")
}
