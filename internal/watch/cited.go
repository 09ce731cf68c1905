// Package watch compares the legal texts that the content cites with a folder of
// texts, as public copies of the codes have them, and says which have changed and
// what rests on them.
//
// [Cited] reads the reference of a page into articles; [Read] finds them in a
// folder and takes the fingerprint of each; [Compare] sets those beside the
// fingerprints that were kept when the texts were read. Nothing here says that a
// text was read: only a person may.
package watch

import (
	"regexp"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// Article is an article of a code or of a law: "code-civil" and "1231-1",
// "code-de-commerce" and "L441-10".
type Article struct{ Work, Number string }

// String is how an article is kept: "code-civil/1231-1".
func (a Article) String() string { return a.Work + "/" + a.Number }

// Shown is its number as one writes it: "L. 441-10".
func (a Article) Shown() string {
	if m := lettered.FindStringSubmatch(a.Number); m != nil {
		return m[1] + "." + french.NBSP + m[2]
	}
	if a.Number == "LIMINAIRE" {
		return "liminaire"
	}
	return a.Number
}

var (
	lettered = regexp.MustCompile(`^([LRDA])(\d.*)$`)
	work     = regexp.MustCompile(`^(?i)((?:code|loi|décret)[^,;]*?)\s*,\s*(?:anciens\s+)?articles?\s+(.*)$`)
	asides   = regexp.MustCompile(`\([^)]*\)`)
	apart    = regexp.MustCompile(`\s*(?:,|\bet\b)\s*`)
	span     = regexp.MustCompile(`^(.+?)\s+à\s+(.+)$`)
	number   = regexp.MustCompile(`^(?i)(?:[LRDA]\.?\s*)?\d+(?:-\d+)*(?:-[A-Z]\b)?(?:\s*bis)?(?:\s+[A-Z]\b)?$|^(?i)liminaire$`)
)

// Cited returns the articles that a page tells of; none for a court decision, a
// regulation of the Union, a law cited whole. Of a span, the articles between its
// ends are those whose numbers follow one another.
func Cited(b *decision.LegalBasis) (all []Article) {
	for _, c := range citedIn(b) {
		all = append(all, c.Article)
	}
	return all
}

// citation is an article, with the name of its work as a page writes it.
type citation struct {
	Article
	title string
}

func citedIn(b *decision.LegalBasis) (all []citation) {
	if b.Ruling() {
		return nil
	}
	seen := map[Article]bool{}
	for part := range strings.SplitSeq(strings.ReplaceAll(b.Reference, french.NBSP, " "), ";") {
		m := work.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			continue
		}
		of := french.Slug(asides.ReplaceAllString(m[1], ""))
		for _, said := range apart.Split(strings.TrimSpace(asides.ReplaceAllString(m[2], "")), -1) {
			for _, n := range spread(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(said), "suivants"))) {
				if a := (Article{of, n}); !seen[a] {
					seen[a] = true
					all = append(all, citation{a, french.Capital(m[1])})
				}
			}
		}
	}
	return all
}

// compare orders articles as a code does: 1245-2 before 1245-10.
func (a Article) compare(b Article) int {
	if by := strings.Compare(a.Work, b.Work); by != 0 {
		return by
	}
	return strings.Compare(padded(a.Number), padded(b.Number))
}

var figures = regexp.MustCompile(`\d+`)

// padded is a number whose figures sort as they count.
func padded(number string) string {
	return figures.ReplaceAllStringFunc(number, func(n string) string { return strings.Repeat("0", max(0, 6-len(n))) + n })
}

// spread returns the numbers that a number or a span of them stands for.
func spread(said string) []string {
	m := span.FindStringSubmatch(said)
	switch {
	case m == nil && number.MatchString(said):
		return []string{canonical(said)}
	case m == nil || !number.MatchString(m[1]) || !number.MatchString(m[2]):
		return nil
	}
	from, to := canonical(m[1]), canonical(m[2])
	all := []string{from}
	head, first := counted(from)
	last, end := counted(to)
	if last == from+"-" { // 1231 à 1231-4
		head, first = last, 0
	}
	if last == head && end > first && end-first < mostSpread {
		for n := first + 1; n < end; n++ {
			all = append(all, head+strconv.Itoa(n))
		}
	}
	return append(all, to)
}

// mostSpread is how many articles a span may stand for.
const mostSpread = 100

// counted cuts a number before the last figures it counts with: "L126-" and 3.
func counted(number string) (head string, n int) {
	at := strings.LastIndexFunc(number, func(r rune) bool { return r < '0' || r > '9' }) + 1
	n, err := strconv.Atoi(number[at:])
	if err != nil {
		return number, -1
	}
	return number[:at], n
}

// canonical writes a number one way, whatever its spaces and points: "L441-10".
func canonical(number string) string {
	return strings.ToUpper(strings.NewReplacer(".", "", " ", "", french.NBSP, "", "*", "").Replace(number))
}
