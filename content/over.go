package content

import (
	"errors"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"compromis/decision"
)

// Over returns the guide of folders laid over the pages of the program, the last on
// top: a page takes the place of its namesake, others are added. A folder that has
// everything is a content of its own, and nothing shows through it. The error is
// [Complaints], each with the file of the folder it is in, when anything is not sound.
func Over(dirs []string, today time.Time, proofs Proofs) (*decision.Guide, error) {
	l, wrong := readLayers(dirs)
	if len(wrong) > 0 {
		return nil, wrong
	}
	g, err := l.read(today, proofs)
	var told Complaints
	if errors.As(err, &told) {
		return nil, l.placed(append(told, l.unranked()...))
	}
	return g, err
}

// read reads the pages and proves them sound.
func (l layers) read(today time.Time, proofs Proofs) (*decision.Guide, error) {
	g, err := Read(l, today)
	if err != nil {
		return nil, err
	}
	g.Over = decision.Over{Name: l.name(), Print: l.print()}
	for i, u := range g.Unwritten {
		if owner := l.owner(u.Page); owner != nil {
			g.Unwritten[i].File = filepath.Join(owner.dir, filepath.FromSlash(u.Page))
		}
	}
	check, known := g.CheckPages, l.knows(g, proofs)
	if !known {
		check = g.Check
	}
	if proof := check(); len(proof.Problems) > 0 {
		r := reader{guide: g, folder: l}
		r.complaints = r.told(proof.Problems)
		return nil, r.sorted()
	}
	if !known {
		proofs.add(g)
	}
	return g, Runnable(g)
}

// knows says whether the ladder of a guide was proved already: it is that of the
// program, which its tests prove, or one that was laid over it before.
func (l layers) knows(g *decision.Guide, proofs Proofs) bool {
	if l.base != nil && !l.touches() || proofs.has(g) {
		return true
	}
	if l.base == nil {
		return false
	}
	r := reader{folder: l.base, guide: &decision.Guide{}}
	if r.together((*reader).steps, (*reader).questions) != nil || r.ladder() != nil {
		return false
	}
	r.sortQuestions()
	if g.Bones() != r.guide.Bones() {
		return false
	}
	proofs.add(g) // sparing its reading next time
	return true
}

// placed says of each complaint which file it is about: that of a folder, as it was
// named, or a page of the program.
func (l layers) placed(all Complaints) Complaints {
	for i, c := range all {
		section := path.Dir(c.File)
		switch owner := l.owner(c.File); {
		case owner != nil:
			all[i].File = filepath.Join(owner.dir, filepath.FromSlash(c.File))
		case l.holder(section, c.File) != nil:
			all[i].File = filepath.Join(l.holder(section, c.File).dir, filepath.FromSlash(c.File))
		case l.base == nil:
			all[i].File = filepath.Join(l.over[len(l.over)-1].dir, filepath.FromSlash(c.File))
		default:
			all[i].File = "contenu intégré, " + c.File
		}
	}
	return slices.CompactFunc(all, func(a, b Complaint) bool { return reflect.DeepEqual(a, b) })
}

// holder returns the topmost folder whose section lists a file that is not a page.
func (l layers) holder(section, file string) *layer {
	for _, over := range slices.Backward(l.over) {
		for _, e := range over.lists[section] {
			if path.Join(section, e.Name()) == file {
				return over
			}
		}
	}
	return nil
}

// unranked says what is missing when a folder adds a step or a question without the
// ladder that ranks it.
func (l layers) unranked() (wrong Complaints) {
	if l.base == nil || l.owner("echelle.md") != nil {
		return nil
	}
	for _, section := range []string{"etapes", "questions"} {
		own, err := embedded.ReadDir(section)
		if err != nil {
			continue
		}
		known := map[string]bool{}
		for _, e := range own {
			known[e.Name()] = true
		}
		for _, over := range l.over {
			for _, e := range over.lists[section] {
				if name := section + "/" + e.Name(); over.pages[name] != nil && !known[e.Name()] && !strings.HasPrefix(e.Name(), "_") {
					wrong = append(wrong, Complaint{File: name, Say: "cette page est nouvelle, et rien ne la range : il faut aussi echelle.md dans votre dossier. Copiez celle du programme (compromis contenu exporter), ajoutez-y sa ligne : la vôtre la remplace en entier."})
				}
			}
		}
	}
	return wrong
}
