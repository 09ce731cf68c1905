package wire

import (
	"compromis/decision"
	"compromis/internal/say"
)

// program is which program answers, and what it answers from.
type program struct {
	head
	Version *string       `json:"version_programme"`
	Commit  *string       `json:"commit"`
	On      *decision.Day `json:"commit_du"`
	Changed bool          `json:"modifie"`
	Go      string        `json:"go"`
	System  string        `json:"systeme"`
	Paths   int           `json:"chemins"`
	Steps   int           `json:"nombre_d_etapes"`
	Longest int           `json:"questions_au_plus"`
	Oldest  decision.Day  `json:"lecture_la_plus_ancienne"`
	Median  decision.Day  `json:"lecture_mediane"`
	Newest  decision.Day  `json:"lecture_la_plus_recente"`
}

// Version writes which program answers, and what it answers from.
func (w Writer) Version(p say.Program) error {
	size := w.guide.Size()
	oldest, median, newest := say.ReadOn(w.guide)
	return w.write(program{
		w.head(), known(p.Version), known(p.Commit), known(p.On), p.Changed, p.Go, p.System,
		size.Paths, len(w.guide.Steps), size.Longest, oldest, median, newest,
	})
}
