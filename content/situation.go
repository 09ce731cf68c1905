package content

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// situationsFile is the table of real situations, one a line.
const situationsFile = "situations.md"

// situationColumns are its columns.
var situationColumns = []string{"Histoire", "Faits", "Étape attendue", "Pourquoi"}

// situations reads the table of situations. A folder may have none.
func (r *reader) situations() []decision.Situation {
	source, err := r.source(situationsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		r.complain(situationsFile, 0, "", "%s", disk.Reason(err))
		return nil
	}
	p := &page{reader: r, name: situationsFile, id: "situations", lines: strings.Split(r.composed(situationsFile, source), "\n")}
	var all []decision.Situation
	if p.readable() {
		all = p.situationRows()
	}
	r.complaints = append(r.complaints, p.found...)
	if !r.own() {
		r.named(r.guide.MisnamedIn(all)...)
	}
	return all
}

// situationRows reads the lines of the table; what stands around it is for the reader.
func (p *page) situationRows() []decision.Situation {
	var all []decision.Situation
	stories, started := map[string]int{}, false
	for i, l := range p.lines {
		cells, ok := cellsOf(l)
		switch {
		case !ok:
			continue
		case !started:
			if started = slices.Equal(cells, situationColumns); !started {
				p.complain(i+1, "la première ligne du tableau doit être : | %s |", strings.Join(situationColumns, " | "))
				return nil
			}
			continue
		case strings.Trim(strings.Join(cells, ""), "-: ") == "": // the line under the names of the columns
			continue
		case len(cells) != len(situationColumns) || slices.Contains(cells, ""):
			p.complain(i+1, "une situation a quatre colonnes, séparées par « | » : l'histoire, les faits, l'étape attendue et pourquoi.")
			continue
		}
		if first := stories[cells[0]]; first > 0 {
			p.complain(i+1, "cette histoire est déjà à la ligne %d. Dites en quoi celle-ci est autre, ou retirez-la.", first)
		}
		stories[cells[0]] = i + 1
		s := decision.Situation{Story: typeset(cells[0]), Told: p.toldIn(cells[1], i+1), Step: stepIn(cells[2]), Why: typeset(cells[3]), Pos: p.pos(i + 1)}
		if s.Told != nil {
			all = append(all, s)
		}
	}
	return all
}

// cellsOf cuts a line of a table.
func cellsOf(line string) ([]string, bool) {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "|") {
		return nil, false
	}
	cells := strings.Split(strings.TrimSuffix(line[1:], "|"), "|")
	for i := range cells {
		cells[i] = plain(cells[i])
	}
	return cells, true
}

// toldIn reads « fait réponse · fait réponse ».
func (p *page) toldIn(cell string, at int) []decision.Setting {
	var told []decision.Setting
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune("·,;•", r) }) {
		fact, value, _ := strings.Cut(strings.TrimSpace(strings.Replace(part, ":", " ", 1)), " ")
		s := decision.Setting{Fact: decision.Fact(french.Slug(fact)), Value: decision.Value(french.Slug(value))}
		switch {
		case s.Fact == "" || s.Value == "":
			p.complain(at, "« %s » : écrivez un fait et sa réponse, séparés des autres par « · ». Exemple : client public · contact oral", strings.TrimSpace(part))
			return nil
		case slices.ContainsFunc(told, func(other decision.Setting) bool { return other.Fact == s.Fact }):
			p.complain(at, "le fait « %s » est donné deux fois. Gardez une seule réponse.", s.Fact)
			return nil
		}
		told = append(told, s)
	}
	if told == nil {
		p.complain(at, "cette situation ne donne aucun fait. Exemple : client public · contact oral")
	}
	return told
}

// stepIn reads a step: its name, alone, between accents or in a link.
func stepIn(cell string) string {
	if _, to, ok := strings.Cut(cell, "]("); ok {
		cell = strings.TrimSuffix(strings.TrimSuffix(to, ")"), ".md")
		cell = cell[strings.LastIndexByte(cell, '/')+1:]
	}
	return french.Slug(cell)
}
