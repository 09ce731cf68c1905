package content

import (
	"errors"
	"io/fs"
	"maps"
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
	own := false
	for i, c := range all {
		all[i].File = l.place(c.File)
		own = own || strings.HasPrefix(all[i].File, ownPages)
	}
	if own && len(l.over) > 0 {
		top := l.over[len(l.over)-1]
		all = append(all, Complaint{File: top.dir, Say: "« " + strings.TrimSuffix(ownPages, ", ") + " » : ces pages sont celles du programme, qui vont bien ensemble. C'est avec ce que vous posez dessus qu'elles ne vont plus : " + few(l.pages()) + ". Corrigez-le, ou copiez la page du programme dans votre dossier (compromis contenu exporter) pour l'accorder."})
	}
	return slices.CompactFunc(all, func(a, b Complaint) bool { return reflect.DeepEqual(a, b) })
}

// ownPages begins the name of a page of the program.
const ownPages = "contenu intégré, "

// place names a file as it is found: in a folder, or among the pages of the program. One
// that is nowhere is to be made in the folder that has its like.
func (l layers) place(file string) string {
	in := l.owner(file)
	if in == nil {
		in = l.holder(path.Dir(file), file)
	}
	if in == nil && l.base != nil {
		if _, err := fs.Stat(l.base, file); err == nil || len(l.over) == 0 {
			return ownPages + file
		}
		in = l.owner(path.Dir(file))
	}
	if in == nil {
		in = l.over[len(l.over)-1]
	}
	return filepath.Join(in.dir, filepath.FromSlash(file))
}

// pages are those laid over the program that may change which step comes next, or else
// all of them.
func (l layers) pages() (names []string) {
	all := []string{}
	for _, over := range l.over {
		for _, name := range slices.Sorted(maps.Keys(over.pages)) {
			shown := filepath.Join(over.dir, filepath.FromSlash(name))
			all = append(all, shown)
			if section, _, _ := strings.Cut(name, "/"); section == "echelle.md" || section == "questions" || section == "etapes" {
				names = append(names, shown)
			}
		}
	}
	if len(names) == 0 {
		return all
	}
	return names
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
