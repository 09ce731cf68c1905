package wire

import (
	"compromis/decision"
	"compromis/internal/watch"
)

// watched is an article that the content cites, what a source of texts says of it,
// and what rests on it.
type watched struct {
	Article   string        `json:"article"`
	Name      string        `json:"nom_article"`
	Finding   string        `json:"constat"`
	Read      decision.Day  `json:"etat_lu"`
	Held      *decision.Day `json:"etat_source"`
	Bases     []string      `json:"pages"`
	Steps     []string      `json:"etapes"`
	Letters   []string      `json:"lettres"`
	Exercises []string      `json:"cas"`
	Cases     []string      `json:"dossiers_ouverts"`
	Noted     bool          `json:"empreinte_notee"`
}

// findings are the names of what a source says.
var findings = map[watch.Finding]string{
	watch.Changed: "change", watch.Gone: "disparu", watch.Older: "source_plus_ancienne", watch.Never: "jamais_compare", watch.Missing: "introuvable",
}

// watching is what a source says of all of them.
type watching struct {
	head
	Same    int       `json:"inchanges"`
	Found   []watched `json:"articles"`
	Unnoted []string  `json:"sans_empreinte"`
	Sealed  []string  `json:"dossiers_non_lus"`
	Skipped []string  `json:"fichiers_non_lus"`
}

// Watch writes what a source says of the texts that the content cites, but for those
// that are the same, which are counted. open lists the open cases that rest on steps;
// sealed are the protected cases, which do not say.
func (w Writer) Watch(all []watch.Found, skipped, sealed []string, open func(steps []string) []string) error {
	same, told := 0, []watched{}
	for _, f := range all {
		if f.Finding == watch.Same {
			same++
			continue
		}
		on := watch.On(w.guide, f.Bases)
		told = append(told, watched{
			f.String(), f.Name, findings[f.Finding], f.Read, known(f.Held), f.Bases,
			append([]string{}, on.Steps...), append([]string{}, on.Letters...), append([]string{}, on.Exercises...), append([]string{}, open(on.Steps)...), f.Noted,
		})
	}
	return w.write(watching{w.head(), same, told, append([]string{}, watch.Unnoted(all)...), append([]string{}, sealed...), append([]string{}, skipped...)})
}
