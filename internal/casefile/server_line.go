package casefile

import (
	"reflect"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// What a server keeps of a case for its list: its line, and beside it the columns that
// the server searches and sorts by.

// placeOf writes what is told of where a case stands; outlookAt reads it.
func placeOf(o dossier.Outlook) string {
	return strings.Join([]string{oneLine.Replace(o.Step), oneLine.Replace(string(o.Until)), strconv.FormatBool(o.Over), strconv.FormatBool(o.Settled)}, fieldEnd)
}

func outlookAt(place string) dossier.Outlook {
	f := append(strings.Split(place, fieldEnd), "", "", "", "")
	return dossier.Outlook{Step: f[0], Until: decision.Day(f[1]), Over: f[2] == "true", Settled: f[3] == "true"}
}

// columnsOf writes a line, and what the server searches it by and puts it in order;
// columnsFrom reads the columns in SQL, in the text of that name and from that place on.
func columnsOf(of indexed) string {
	c := of.Summary
	since, until := of.On, c.Holds
	if c.Protected {
		since, until = "0", "9" // always: it says nothing that changes
	}
	text := func(d decision.Day) string { return oneLine.Replace(string(d)) }
	shelf := strconv.Itoa(int(c.Group()))
	rank := text(rankOf(c.Next, of.On))
	c.Versions, of.Summary.Versions = 0, 0 // told beside
	return strings.Join([]string{
		madeWith(of.Content), text(since), text(until), strconv.FormatBool(c.Protected), placeOf(c.Outlook), shelf,
		rank, text(c.Changed), french.Searched(c.searched()), lineOf(of),
	}, columnEnd)
}

// columns are those of [columnsOf].
const columns = "made, since, until, sealed, place, shelf, rank, changed, words, line"

func columnsFrom(text string, first int) string {
	var all []string
	for i, name := range strings.Split(columns, ", ") {
		value := "split_part(" + text + ", chr(28), " + strconv.Itoa(first+i) + ")"
		switch name {
		case "shelf":
			value += "::int"
		case "sealed":
			value += "::boolean"
		}
		all = append(all, value)
	}
	return strings.Join(all, ", ")
}

// lineOf writes what a list tells of a case in one line: the version of its form, what
// it was worked out with, then each field of the summary.
func lineOf(of indexed) string {
	fields := []string{strconv.Itoa(indexVersion), string(of.On), string(of.Content)}
	each(reflect.ValueOf(&of.Summary).Elem(), func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			fields = append(fields, oneLine.Replace(v.String()))
		case reflect.Bool:
			fields = append(fields, strconv.Itoa(map[bool]int{true: 1}[v.Bool()]))
		default:
			fields = append(fields, strconv.FormatInt(v.Int(), 10))
		}
	})
	return strings.Join(fields, fieldEnd)
}

// Signs that no text of a case holds.
const (
	fieldEnd  = "\x1f"
	lineEnd   = "\x1e"
	rowEnd    = "\x1d"
	columnEnd = "\x1c"
)

var oneLine = strings.NewReplacer(fieldEnd, " ", lineEnd, " ", rowEnd, " ", columnEnd, " ", "\x00", "", "\n", lineEnd)

// readLine reads a line into what is known of a case. It says whether it did: one of
// another form, or of none, leaves the ID empty.
func readLine(id, line string, of *indexed) (ok bool) {
	next := func() (field string) {
		field, line, ok = strings.Cut(line, fieldEnd)
		return field
	}
	if next() != strconv.Itoa(indexVersion) {
		return false
	}
	of.On, of.Content = decision.Day(next()), decision.Day(next())
	left := 0
	each(reflect.ValueOf(&of.Summary).Elem(), func(v reflect.Value) {
		field := next()
		if !ok {
			left++ // the last has none after it
		}
		switch v.Kind() {
		case reflect.String:
			if strings.Contains(field, lineEnd) {
				field = strings.ReplaceAll(field, lineEnd, "\n")
			}
			v.SetString(field)
		case reflect.Bool:
			v.SetBool(field == "1")
		default:
			n, _ := strconv.ParseInt(field, 10, 64)
			v.SetInt(n)
		}
	})
	if of.Summary.ID = ""; left == 1 {
		of.Summary.ID = id
	}
	return left == 1
}

// each gives the values of a summary: texts, numbers, yes or no.
func each(v reflect.Value, give func(reflect.Value)) {
	if v.Kind() != reflect.Struct {
		give(v)
		return
	}
	for i := range v.NumField() {
		each(v.Field(i), give)
	}
}
