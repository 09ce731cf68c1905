package paper

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"compromis/decision"
)

// Table adds a table of sums under the names of its columns, unless it has no
// row. The last column is that of the amounts.
func (p *Paper) Table(columns []string, rows ...[]decision.Line) {
	p.table(false, columns, rows)
}

// Grid adds a table whose columns are all of words.
func (p *Paper) Grid(columns []string, rows ...[]decision.Line) { p.table(true, columns, rows) }

func (p *Paper) table(even bool, columns []string, rows [][]decision.Line) {
	if len(rows) == 0 {
		return
	}
	head := make([]decision.Line, len(columns))
	for i, name := range columns {
		head[i] = Words(name)
	}
	p.row(Block{Kind: Row, Head: true, Even: even, Apart: true}, head)
	for _, cells := range rows {
		p.row(Block{Kind: Row, Even: even}, slices.Concat(cells, make([]decision.Line, max(0, len(columns)-len(cells)))))
	}
}

// row adds a row, unless it has no words.
func (p *Paper) row(b Block, cells []decision.Line) {
	for i, cell := range cells {
		if i > 0 {
			b.Words = append(b.Words, decision.Span{Text: "\t"})
		}
		b.Words = append(b.Words, tidy(cell)...)
	}
	if strings.Trim(b.String(), "\t") != "" {
		b.Apart = b.Apart && len(p.Blocks) > 0
		p.Blocks, p.typed = append(p.Blocks, b), ""
	}
}

// startsTable says that a row to come opens a table.
func (p Paper) startsTable(b Block) bool {
	last := len(p.Blocks) - 1
	return b.Apart || last < 0 || p.Blocks[last].Kind != Row
}

// group returns how many of these blocks make one whole with the first: the
// points of a list, the rows of a table.
func group(all []Block) int {
	n := 1
	for n < len(all) && all[n].follows(all[n-1]) {
		n++
	}
	return n
}

// follows says that a point or a row belongs to the list or the table of the one
// before.
func (b Block) follows(before Block) bool {
	return !b.Apart && b.Kind == before.Kind &&
		(b.Kind == Bullet || b.Kind == Numbered && b.Point == before.Point+1 || b.Kind == Row && !b.Head)
}

// grid returns the cells of rows; a short row is filled up.
func grid(rows []Block) [][]decision.Line {
	all, columns := make([][]decision.Line, len(rows)), 0
	for i, b := range rows {
		all[i] = b.Cells()
		columns = max(columns, len(all[i]))
	}
	for i := range all {
		all[i] = append(all[i], make([]decision.Line, columns-len(all[i]))...)
	}
	return all
}

// maxColumns is the most a row may have: more would be too narrow to read.
const maxColumns = 8

// delimiter is what stands under the head of a table.
var delimiter = regexp.MustCompile(`^\|( *:?-+:? *\|)+$`)

// cellsOf cuts "| a | b |" into its cells, nil when it is no row.
func cellsOf(line string) (cells []string) {
	if len(line) < 2 || line[0] != '|' {
		return nil
	}
	from, said := 1, false
	for i := 1; i < len(line); i++ {
		switch {
		case escaped(line, i):
			i++
		case line[i] == '|':
			cell := strings.Trim(line[from:i], " ")
			cells, from, said = append(cells, cell), i+1, said || cell != ""
		}
	}
	if from < len(line) || !said || len(cells) > maxColumns {
		return nil
	}
	return cells
}

// rowWords reads the words of a row.
func rowWords(line string) (words decision.Line) {
	for i, cell := range cellsOf(line) {
		if i > 0 {
			words = join(words, decision.Span{Text: "\t"})
		}
		for _, s := range inline(cell) {
			words = join(words, s)
		}
	}
	return words
}

// markdownRow writes a row, and what stands under the head of a table.
func (b Block) markdownRow(out *strings.Builder) {
	line, under := "|", "|"
	cells := b.Cells()
	for i, cell := range cells {
		line += " " + strings.ReplaceAll(marked(cell), "|", `\|`) + " |"
		under += " ---"
		if i > 0 && i == len(cells)-1 && !b.Even {
			under += ":"
		}
		under += " |"
	}
	if delimiter.MatchString(line) { // its cells are made of dashes
		line = strings.Replace(line, "-", `\-`, 1)
	}
	out.WriteString(line + "\n")
	if b.Head {
		out.WriteString(under + "\n")
	}
}

// cellLook names the style of a cell, in word processors.
func cellLook(row Block, column, columns int) string {
	amount := column > 0 && column == columns-1 && !row.Even
	switch {
	case row.Head && amount:
		return "TitreMontant"
	case row.Head:
		return "TitreColonne"
	case amount:
		return "Montant"
	}
	return "Cellule"
}

// widths shares the room there is between the columns of a table, in
// millimetres. The amounts are never cut, as far as half the room; the others
// take what they need, and share what is left when that is too little.
func widths(rows []Block, room float64, width func(words string, bold bool) float64) []float64 {
	cells := grid(rows)
	need := make([]float64, len(cells[0]))
	for i, row := range cells {
		for c, cell := range row {
			wide := 2 * padding
			for _, s := range cell {
				wide += width(s.Text, s.Strong || rows[i].Head)
			}
			need[c] = max(need[c], wide)
		}
	}
	last := len(need) - 1
	if last == 0 {
		return []float64{room}
	}
	if rows[0].Even {
		return fair(need, room)
	}
	need[last] = min(need[last], room/2)
	return append(fair(need[:last], room-need[last]), need[last])
}

// fair shares a room between columns: each takes what it needs, and those that need
// more than there is share what is left.
func fair(need []float64, room float64) []float64 {
	shares := slices.Clone(need)
	left, open := room, len(need)
	settled := make([]bool, len(need))
	for changed := true; changed && open > 0; {
		changed = false
		for c := range need {
			if !settled[c] && need[c] <= left/float64(open) {
				settled[c], changed = true, true
				left -= need[c]
				open--
			}
		}
	}
	for c := range need {
		if !settled[c] {
			shares[c] = left / float64(open)
		}
	}
	if open == 0 {
		shares[0] += left
	}
	return shares
}

// padding is the room at each side of a cell, and lead that above and below it, in
// millimetres.
const padding, lead = 1.2, 0.7

// estimate is how wide words may be in the letters of a word processor, in
// millimetres: a little more than they are.
func estimate(words string, _ bool) float64 { return 2.1 * float64(utf8.RuneCountInString(words)) }
