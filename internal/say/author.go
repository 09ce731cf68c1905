package say

import (
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// WrittenBy says who wrote something, and when: "noté par lea le 28/11/2026 à 10 h 05";
// nothing when that is not known.
func WrittenBy(a dossier.Author) string {
	if a.Login == "" {
		return ""
	}
	return "noté par " + french.Shown(a.Login) + " le " + french.Moment(a.At)
}
