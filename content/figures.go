package content

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// figures reads the dated figures of baremes/.
func (r *reader) figures() error {
	tables := []struct {
		name   string
		header string
		read   func(*row)
	}{
		{"seuils", "valeur,du,au,plafond,source,relu_le,confiance", r.threshold},
		{"prescription", "client,contrat,du,au,annees_au_plus_tot,annees_au_plus_tard,depart,source,relu_le,confiance", r.limitation},
		{"taux", "nature,du,au,taux,source,relu_le,confiance", r.rate},
		{"etapes", "etape,cout_min,cout_max,jours_min,jours_max,recuperable,source,relu_le,confiance", r.cost},
		{"delais", "echeance,acte,si,clients,depuis,faire,duree,unite,regle,compte,a_qui,clos_par,apres,perdu,reste,du,au,etape,fondement,source,relu_le,confiance", r.timeLimit},
	}
	if !r.own() {
		var names []string
		for _, t := range tables {
			names = append(names, t.name)
		}
		r.tables(names)
		if _, err := fs.ReadDir(r.folder, tablesDir); errors.Is(err, fs.ErrNotExist) {
			r.complain(tablesDir, 0, "", "ce dossier manque. Créez-le et mettez-y les tableaux : %s.csv", strings.Join(names, ".csv, "))
			r.stands(tablesDir)
		}
	}
	for _, t := range tables {
		if err := r.table("baremes/"+t.name+".csv", strings.Split(t.header, ","), t.read); err != nil {
			return err
		}
	}
	if !r.own() {
		r.series()
	}
	return nil
}

// row is a line of a table. It borrows the messages of a page.
type row struct {
	*page
	at    int
	cells map[string]string
}

func (w *row) complain(format string, args ...any) { w.page.complain(w.at, format, args...) }

// mostLines is how many lines a table may have: each is compared with the others.
const mostLines = 1000

// tablesDir holds the tables.
const tablesDir = "baremes"

// table reads a CSV file whose first line is the header.
func (r *reader) table(name string, header []string, read func(*row)) error {
	source, err := r.source(name)
	if errors.Is(err, fs.ErrNotExist) && (r.unread[strings.TrimSuffix(name, ".csv")] || r.unread[tablesDir]) {
		return nil
	} else if errors.Is(err, fs.ErrNotExist) {
		r.complain(name, 0, "", "ce tableau manque. Première ligne : %s", strings.Join(header, ","))
		return nil
	} else if err != nil {
		r.complain(name, 0, "", "%s", disk.Reason(err))
		return nil
	}
	if r.formatted(name, source) {
		return nil
	}
	if !r.proven(name) && !utf8.ValidString(source) && !strings.HasPrefix(source, "\xff\xfe") && !strings.HasPrefix(source, "\xfe\xff") {
		source = french.Western(source)
	}
	text := r.composed(name, source)
	p := page{reader: r, name: name, lines: strings.Split(text, "\n")}
	if len(p.lines) > mostLines {
		p.complain(mostLines, "ce tableau a plus de %d lignes. Retirez-en.", mostLines)
	} else if p.readable() {
		p.rows(csv.NewReader(strings.NewReader(text)), header, read)
	}
	r.complaints = append(r.complaints, p.found...)
	return nil
}

// rows reads the rows of a table, up to the first that is not one.
func (p *page) rows(c *csv.Reader, header []string, read func(*row)) {
	c.FieldsPerRecord, c.Comma = -1, separator(p.lines[0])
	for first := true; ; first = false {
		cells, err := c.Read()
		for len(cells) > len(header) && cells[len(cells)-1] == "" { // columns that a spreadsheet adds
			cells = cells[:len(cells)-1]
		}
		if err == nil && len(cells) != len(header) && !first {
			at, _ := c.FieldPos(0)
			err = &csv.ParseError{Line: at, Err: csv.ErrFieldCount}
		}
		switch {
		case first && err == nil && len(p.lines) > 1 && slices.Equal(strings.FieldsFunc(p.lines[1], func(r rune) bool { return r == c.Comma }), header):
			p.complain(1, "la première ligne d'un tableau est celle des noms de colonnes. Retirez celle-ci, qui est au-dessus.")
			return
		case errors.Is(err, io.EOF) && !first:
			return
		case first && !slices.Equal(cells, header):
			p.complain(1, "la première ligne doit nommer ces colonnes, dans cet ordre : %s", strings.Join(header, ","))
			return
		case err != nil:
			p.csvError(err, len(header))
			return
		case first || strings.Join(cells, "") == "": // a row that a spreadsheet keeps for nothing
			continue
		}
		at, _ := c.FieldPos(0)
		w := row{page: p, at: at, cells: map[string]string{}}
		for i, h := range header {
			w.cells[h] = strings.TrimSpace(cells[i])
		}
		read(&w)
	}
}

// separator returns what parts the columns of a table: a comma, or what a French
// spreadsheet writes in its place.
func separator(header string) rune {
	for _, other := range []rune{';', '\t'} {
		if strings.Count(header, string(other)) > strings.Count(header, ",") {
			return other
		}
	}
	return ','
}

// csvError tells a fault of the table.
func (p *page) csvError(err error, columns int) {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return
	}
	if at.Line <= len(p.lines) && strings.ContainsAny(p.lines[at.Line-1], "“”„") {
		p.complain(at.Line, "cette ligne a des guillemets penchés (“ ”). Dans un tableau, écrivez des guillemets droits : \"")
		return
	}
	if at.Line <= len(p.lines) && strings.HasPrefix(p.lines[at.Line-1], "#") {
		p.complain(at.Line, "un tableau n'a pas de remarques. Retirez cette ligne.")
		return
	}
	if errors.Is(err, csv.ErrFieldCount) {
		p.complain(at.Line, "cette ligne n'a pas %d colonnes. Mettez entre guillemets une valeur qui contient une virgule.", columns)
		return
	}
	p.complain(at.Line, "des guillemets sont mal fermés sur cette ligne.")
}

func (w *row) period() decision.Period {
	var period decision.Period
	period.From = w.day(w.cells["du"], w.at)
	if to := w.cells["au"]; to != "" {
		period.To = w.day(to, w.at)
		if !period.To.IsZero() && period.To.Before(period.From) {
			w.complain("la période finit avant de commencer. Corrigez « du » ou « au ».")
		}
	}
	return period
}

// apart complains of two periods with a day in common: one figure would hide
// the other.
func (w *row) apart(a, b decision.Period) {
	if a.From.IsZero() || b.From.IsZero() {
		return // a date that is not one is told already
	}
	if overlap(a, b) {
		w.complain("cette période en chevauche une autre, plus haut. Remplissez « au » sur la plus ancienne des deux lignes.")
	}
}

func (r *reader) threshold(w *row) {
	t := decision.Threshold{
		Value: decision.Value(w.cells["valeur"]), Period: w.period(), Source: typeset(w.cells["source"]),
		CheckedOn: w.past(w.cells["relu_le"], w.at), Grade: w.grade(w.cells["confiance"], w.at), Pos: w.pos(w.at),
	}
	var ok bool
	if t.Cents, ok = cents(w.cells["plafond"]); !ok {
		w.complain("« %s » n'est pas un montant. Écrivez par exemple \"5000,00\".", w.cells["plafond"])
	}
	for _, other := range r.guide.Thresholds {
		if other.Value == t.Value {
			w.apart(t.Period, other.Period)
		}
	}
	r.guide.Thresholds = append(r.guide.Thresholds, t)
}

// unspaced takes off what an amount is written with beside its figures.
var unspaced = strings.NewReplacer(" ", "", french.NBSP, "", "\u202f", "", "€", "", "%", "")

// cents reads an amount written 5000,00, or as a spreadsheet leaves it: 5 000,
// 5000,5, 5000.50 or 5 000,00 €.
func cents(s string) (int64, bool) {
	s = unspaced.Replace(s)
	if at := strings.LastIndexByte(s, '.'); at >= 0 && len(s)-at <= 3 && !strings.Contains(s, ",") {
		s = s[:at] + "," + s[at+1:]
	}
	euros, after, _ := strings.Cut(s, ",")
	if len(after) > 2 || euros == "" || len(euros) > 12 || strings.ContainsAny(s, "+-") {
		return 0, false
	}
	n, err := strconv.ParseInt(euros+(after + "00")[:2], 10, 64)
	return n, err == nil && n >= 0
}

func (r *reader) limitation(w *row) {
	l := decision.Limitation{
		Client: decision.Value(w.cells["client"]), Contract: decision.Value(w.cells["contrat"]), Period: w.period(), Source: typeset(w.cells["source"]),
		CheckedOn: w.past(w.cells["relu_le"], w.at), Grade: w.grade(w.cells["confiance"], w.at), Pos: w.pos(w.at),
	}
	var early, late bool
	l.Earliest, early = positive(w.cells["annees_au_plus_tot"])
	l.Latest, late = positive(w.cells["annees_au_plus_tard"])
	if !early || !late || l.Latest < l.Earliest {
		w.complain("les années sont deux nombres entiers, sans unité, le premier au plus égal au second. Exemple : 2 et 5")
	}
	switch w.cells["depart"] {
	case "jour même":
	case "1er janvier suivant":
		l.NextJanuary = true
	default:
		w.complain("le départ est « jour même » ou « 1er janvier suivant ».")
	}
	for _, other := range r.guide.Limitations {
		if other.Client == l.Client && other.Contract == l.Contract {
			w.apart(l.Period, other.Period)
		}
	}
	r.guide.Limitations = append(r.guide.Limitations, l)
}
