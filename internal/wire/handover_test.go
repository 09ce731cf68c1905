package wire_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/wire"
)

// level is who may read a field of a case.
type level int

const (
	nobody level = iota
	lawyer
	both
)

// readable says who may read each field of a case, as the table at the head of
// package letter does. A field that is not here has not been decided.
var readable = map[string]level{
	"ID": lawyer, "Title": lawyer, "Subject": both, "Facts": both, "Said": lawyer,
	"Business.Name": both, "Business.Address": both, "Business.Email": both, "Business.Phone": both, "Business.Number": both,
	"Business.Contact": both, "Business.Civility": both,
	"Client.Name": both, "Client.Address": both, "Client.Email": both, "Client.Phone": both, "Client.Number": both,
	"Client.Contact": both, "Client.Civility": both,
	"Journal.On": both, "Journal.Kind": both, "Journal.Cents": both, "Journal.Invoice": both, "Journal.Until": both,
	"Journal.Note": lawyer, "Journal.Limit": lawyer, "Journal.Step": lawyer, "Journal.Outcome": lawyer, "Journal.Act": lawyer,
	"Journal.Before": nobody, "Journal.Former.Step": nobody, "Journal.Former.On": nobody, "Journal.Former.Content": nobody, "Journal.Former.Over": nobody, "Journal.Former.Print": nobody,
	"Invoices.Number": both, "Invoices.Issued": both, "Invoices.Done": both, "Invoices.Rate": both, "Invoices.Dues.On": both, "Invoices.Dues.Cents": both,
	"Complaints.Number": both, "Complaints.On": both, "Complaints.What": both, "Complaints.Remedy": both, "Complaints.Order": both,
	"Complaints.Channel": lawyer, "Complaints.Who": lawyer, "Complaints.Department": lawyer, "Complaints.Owner": lawyer,
	"Complaints.Acknowledged": lawyer, "Complaints.Answered": lawyer, "Complaints.Decision": lawyer, "Complaints.Closed": lawyer,
	"Drafts": nobody, "Gestures": nobody, "Concluded.Step": nobody, "Concluded.On": nobody, "Concluded.Content": nobody, "Concluded.Over": nobody, "Concluded.Print": nobody,
	"Former.Step": nobody, "Former.On": nobody, "Former.Content": nobody, "Former.Over": nobody, "Former.Print": nobody,
	"Opened": lawyer, "Changed": lawyer, "Closed": lawyer, "Archived": nobody, "Aside": nobody,
}

// unread are the fields that are worked out from the others, and kept for lists
// alone: nobody reads what is under them.
var unread = []string{"Next", "Agenda"}

// marker puts something that is nowhere else in every field of a case, one after
// the other, and tells where and what.
func marker(c dossier.Case, check func(path string, c dossier.Case, seen []string)) {
	n := 0
	var visit func(path string, t reflect.Type, in func(dossier.Case, reflect.Value) dossier.Case)
	visit = func(path string, t reflect.Type, in func(dossier.Case, reflect.Value) dossier.Case) {
		if slices.Contains(unread, path) {
			return
		}
		n++
		put := func(v reflect.Value, seen ...string) { check(path, in(c, v), seen) }
		switch t.Kind() {
		case reflect.Struct:
			for i := range t.NumField() {
				field := t.Field(i)
				visit(strings.TrimPrefix(path+"."+field.Name, "."), field.Type, func(c dossier.Case, v reflect.Value) dossier.Case {
					return in(c, holding(t, path, i, v))
				})
			}
		case reflect.Slice:
			visit(path, t.Elem(), func(c dossier.Case, v reflect.Value) dossier.Case {
				return in(c, reflect.Append(reflect.MakeSlice(t, 0, 1), v))
			})
		case reflect.Map:
			m := reflect.MakeMap(t)
			words := fmt.Sprintf("marque%d", n)
			if t.Elem().Kind() == reflect.Bool { // what it says is its key
				m.SetMapIndex(reflect.ValueOf(words).Convert(t.Key()), reflect.ValueOf(true))
			} else {
				m.SetMapIndex(reflect.ValueOf("budget").Convert(t.Key()), reflect.ValueOf(words).Convert(t.Elem()))
			}
			put(m, words)
		case reflect.String:
			if t == reflect.TypeFor[decision.Day]() {
				day := decision.Day("2024-01-01").Add(n)
				put(reflect.ValueOf(day), string(day), french.Day(string(day)))
			} else {
				words := fmt.Sprintf("marque%d", n)
				put(reflect.ValueOf(words).Convert(t), words)
			}
		case reflect.Int, reflect.Int64:
			figure := 770_000 + n
			put(reflect.ValueOf(figure).Convert(t), fmt.Sprint(figure), french.Cents(int64(figure)), french.Percent(figure))
		case reflect.Bool:
			put(reflect.ValueOf(true), `"archive": true`)
		default:
			panic(path + " is of a kind no case had: " + t.String())
		}
	}
	visit("", reflect.TypeFor[dossier.Case](), func(_ dossier.Case, v reflect.Value) dossier.Case { return v.Interface().(dossier.Case) })
}

// holding is a part of a full case with one of its fields marked.
func holding(t reflect.Type, path string, field int, v reflect.Value) reflect.Value {
	part := reflect.New(t).Elem()
	switch path {
	case "":
		part.Set(reflect.ValueOf(unpaid()))
	case "Journal":
		event := dossier.Event{On: "2026-06-01", Kind: dossier.Reminded}
		if name := t.Field(field).Name; name == "Step" || name == "Outcome" || name == "Act" {
			event = dossier.Event{On: "2026-06-01", Kind: dossier.StepDone}
		}
		part.Set(reflect.ValueOf(event))
	case "Invoices":
		part.Set(reflect.ValueOf(unpaid().Invoices[0]))
	case "Invoices.Dues":
		part.Set(reflect.ValueOf(unpaid().Invoices[0].Dues[0]))
	case "Complaints":
		part.Set(reflect.ValueOf(dossier.Complaint{Number: "R-1", On: "2026-05-01"}))
	}
	part.Field(field).Set(v)
	return part
}

// TestWhoReadsWhat: every field of a case, marked, is in no version but those of
// whoever may read it, on paper and in JSON, and is in those.
func TestWhoReadsWhat(t *testing.T) {
	g := guide(t)
	decided := map[string]bool{}
	marker(unpaid(), func(path string, c dossier.Case, seen []string) {
		may, known := readable[path]
		if decided[path] = true; !known {
			t.Errorf("%s: say who may read it, here and at the head of package letter", path)
			return
		}
		for to, least := range map[letter.Reader]level{letter.Mediator: both, letter.Lawyer: lawyer} {
			text := letter.HandOver(g, c, "2026-11-23", to).Markdown() +
				written(t, g, func(w wire.Writer) error { return w.HandOver(c, to) })
			told := slices.ContainsFunc(seen, func(words string) bool { return strings.Contains(text, words) })
			if told && may < least {
				t.Errorf("%s reads %s: %q", to, path, seen)
			}
			if !told && may >= least && path != "Journal.Kind" && path != "Said" {
				t.Errorf("%s does not read %s: %q in\n%s", to, path, seen, text)
			}
		}
	})
	for path := range readable {
		if !decided[path] {
			t.Errorf("%s is no field of a case", path)
		}
	}
}

// TestMediatorReadsNoAnswer: neither what was answered, nor where it leads, nor
// how long one may still sue, nor what only oneself knows of.
func TestMediatorReadsNoAnswer(t *testing.T) {
	g, c := guide(t), unpaid()
	for _, kind := range append(dossier.EventKinds(g), dossier.Kept, dossier.StepDone, dossier.Protected) {
		c.Journal = append(c.Journal, dossier.Event{On: "2026-06-02", Kind: kind})
	}
	paper, lawyers := letter.HandOver(g, c, "2026-11-23", letter.Mediator).Markdown(), letter.HandOver(g, c, "2026-11-23", letter.Lawyer).Markdown()
	for _, r := range g.Walk(c.Answers(g, decision.Day("2026-11-23").Time())).Path {
		if strings.Contains(paper, r.Question.Name+french.NBSP+":") {
			t.Errorf("the mediator reads the answer to %q", r.Question.Title)
		}
	}
	for _, words := range []string{"rescription", "vocat", "ote pour", "njonction de payer demandée", "Renonc", "aisie"} {
		if strings.Contains(paper, words) {
			t.Errorf("the mediator reads %q in\n%s", words, paper)
		}
	}
	for _, title := range []string{"Les dates à tenir", "La situation"} {
		if strings.Contains(paper, title) || !strings.Contains(lawyers, title) {
			t.Errorf("%q: mediator %t, lawyer %t", title, strings.Contains(paper, title), strings.Contains(lawyers, title))
		}
	}
	if !strings.Contains(paper, "30/06") && !strings.Contains(paper, "01/06/2026") {
		t.Errorf("the mediator reads nothing of what happened:\n%s", paper)
	}
	if strings.Contains(paper, "onfidentiel") || !strings.Contains(lawyers, "Confidentiel") {
		t.Error("the versions do not say which they are")
	}
}
