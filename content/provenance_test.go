package content

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// TestProvenance holds every legal text to where it says it was read
// (complements.md, § 18): confidence A is an official source, or two that agree.
func TestProvenance(t *testing.T) {
	g := embeddedGuide(t)
	graded := 0
	for _, b := range g.Bases {
		for _, fault := range unproved(b, g.Version) {
			t.Errorf("%s: %s (%s)", b.Pos, fault, b.ReadIn)
		}
		if b.Source == "" || !b.Ruling() && b.ReadOn.Before(b.CheckedOn) {
			t.Errorf("%s: what was read, or when, is not said", b.Pos)
		}
		if b.Confidence == decision.ConfidenceA {
			graded++
		}
	}
	if len(g.Bases) < 200 || graded < 50 {
		t.Errorf("%d texts, %d of confidence A", len(g.Bases), graded)
	}
}

var (
	brackets = regexp.MustCompile(`\([^)]*\)`)

	// official names the places the law is published at. The open data of the
	// law is not one: a copy of it may be old, so a second source must agree.
	official = regexp.MustCompile(`^(Légifrance|EUR-Lex|Journal officiel|Service-public|Cour de cassation|Conseil d’État)`)

	// mirror is a copy of an article that says which version it is.
	mirror = regexp.MustCompile(`(doctrine\.fr|lexbase\.fr|tricoteuses\.fr|juriblio\.fr|LIVV).*\d\d/\d\d/\d{4}`)

	// outside are the codes that the open data read by the authors leaves out.
	outside = regexp.MustCompile(`^Code (de commerce|monétaire et financier|général des impôts|général des collectivités territoriales|rural)`)
)

// unproved returns what a text claims without the source to show for it.
func unproved(b decision.LegalBasis, version time.Time) (faults []string) {
	if b.CheckedOn.After(version) || b.ReadOn.After(version) {
		faults = append(faults, "read after the day of the content")
	}
	var last time.Time
	sources, dated, named := sourcesOf(b.ReadIn), true, false
	for _, s := range sources {
		on := lastRead(s)
		if on.After(last) {
			last = on
		}
		dated, named = dated && !on.IsZero(), named || official.MatchString(s)
	}
	if (dated || b.Confidence == decision.ConfidenceA) && !last.IsZero() && b.CheckedOn.After(last) && !afterReform.MatchString(b.ReadIn) {
		faults = append(faults, "read in a later state than its sources say")
	}
	if b.Confidence != decision.ConfidenceA {
		return faults
	}
	if !named && len(sources) < 2 {
		faults = append(faults, "confidence A on a single source, not an official one")
	}
	if outside.MatchString(b.Reference) && !strings.Contains(b.ReadIn, "Légifrance") && !mirror.MatchString(b.ReadIn) {
		faults = append(faults, "confidence A on a code that was read in no dated copy")
	}
	return faults
}

var (
	dayRead     = regexp.MustCompile(`\d\d/\d\d/\d{4}`)
	monthRead   = regexp.MustCompile(`(janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|hiver|printemps|été|automne)[  ](\d{4})`)
	afterReform = regexp.MustCompile(`postérieure?s? à la réforme`)
	months      = map[string]time.Month{
		"janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
		"octobre": 10, "novembre": 11, "décembre": 12, "hiver": 3, "printemps": 6, "été": 9, "automne": 12,
	}
)

// sourcesOf cuts what a page was read in at each « ; », but for those in brackets,
// which tell more of one source.
func sourcesOf(readIn string) []string {
	one := brackets.ReplaceAllStringFunc(readIn, func(s string) string { return strings.ReplaceAll(s, ";", ",") })
	return strings.Split(one, french.NBSP+"; ")
}

// lastRead returns the last day of the state a text can have been read in, from
// the dates that a source gives, or the zero time when it gives none.
func lastRead(source string) (last time.Time) {
	later := func(d time.Time) {
		if d.After(last) {
			last = d
		}
	}
	for _, d := range dayRead.FindAllString(source, -1) {
		day, _ := time.Parse("02/01/2006", d)
		later(day)
	}
	for _, m := range monthRead.FindAllStringSubmatch(source, -1) {
		first, _ := time.Parse("2006", m[2])
		later(first.AddDate(0, int(months[m[1]]), -1))
	}
	return last
}

// TestProvenanceIsStrict: each way to claim too much is caught.
func TestProvenanceIsStrict(t *testing.T) {
	day := func(d string) time.Time {
		at, err := time.Parse(time.DateOnly, d)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	version := day("2026-11-27")
	const civil, commercial = "Code civil, article 1103", "Code de commerce, article L. 110-4"
	for _, test := range []struct {
		name, reference, readIn, on string
		grade                       decision.Confidence
		sound                       bool
	}{
		{"official alone", civil, "Légifrance, version du 22/03/2015", "2015-03-22", "A", true},
		{"open data alone", civil, "base LEGI (copie), état de juillet 2025", "2025-07-18", "A", false},
		{"open data alone, and said so", civil, "base LEGI (copie), état de juillet 2025", "2025-07-18", "B", true},
		{"open data and a second source", civil, "base LEGI (copie), état de juillet 2025 ; note du 27/09/2026", "2025-07-18", "A", true},
		{"two sites in brackets are one source", civil, "commentaires (a.fr ; b.fr)", "2025-07-18", "A", false},
		{"a private note that quotes an official site", civil, "relevé privé du 25/09/2026 citant Légifrance", "2026-09-25", "A", false},
		{"two old copies of a code left out", commercial, "miroir etalab, état de 2014 ; articles d'avocats", "2014-01-01", "A", false},
		{"a dated copy of a code left out", commercial, "doctrine.fr, version du 17/06/2013 ; miroir etalab, état de 2014", "2013-06-17", "A", true},
		{"read tomorrow", civil, "Légifrance", "2026-11-28", "A", false},
		{"read later than the source", civil, "base LEGI (copie), état de juillet 2025", "2025-08-01", "B", false},
		{"read later than both sources", civil, "Légifrance, 01/02/2025 ; article (a.fr ; b.fr, 03/02/2025)", "2025-02-04", "B", false},
		{"read as an undated copy stands", civil, "copie d'un site ; article du 03/02/2013", "2013-09-11", "B", true},
		{"the same, held for sure", civil, "copie d'un site ; article du 03/02/2013", "2013-09-11", "A", false},
		{"read after a reform", civil, "a.fr, pages postérieures à la réforme ; b.fr, 29/08/2025", "2025-09-01", "B", true},
		{"read in the autumn", civil, "base LEGI, état de juillet 2025 ; relevé de l'automne 2026", "2026-10-10", "A", true},
	} {
		b := decision.LegalBasis{Reference: typeset(test.reference), ReadIn: typeset(test.readIn), CheckedOn: day(test.on), Confidence: test.grade}
		if faults := unproved(b, version); (len(faults) == 0) != test.sound {
			t.Errorf("%s: %v", test.name, faults)
		}
	}
}
