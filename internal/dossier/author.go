package dossier

import "time"

// Author is who wrote something in a case, and when, as whatever keeps the case knows
// them: the zero value where it does not.
type Author struct {
	Login string
	At    time.Time
}
