package watch

import (
	"path"
	"regexp"
	"strings"

	"compromis/internal/french"
)

// What the name of a file or of a folder says of what it holds.

var (
	articleFile = regexp.MustCompile(`(?i)^(?:.*[^\pL])?art(?:icle|\.)?[ _.-]+(.+)$`)
	numberFirst = regexp.MustCompile(`(?i)^(liminaire|(?:[LRDA][. _-]*)?\d+(?:-\d+)*(?:[ _-](?:bis|ter|quater))?(?:[ _-][A-Z]\b)?)(?:[^\d\pL].*)?$`)
	lettering   = regexp.MustCompile(`^([LRDA])[_-]`)
	between     = regexp.MustCompile(`[ _-](BIS|TER|QUATER)\b[ _-]?`)
)

// numberIn returns the number of the one article that a file holds, by its name:
// « article-l441-10 », « Art. L. 441-10 - Code de commerce », « L441-10 »; or "".
func numberIn(name string) string {
	rest := name
	if m := articleFile.FindStringSubmatch(name); m != nil {
		rest = m[1]
	} else if !number.MatchString(name) {
		return ""
	}
	if m := numberFirst.FindStringSubmatch(rest); m != nil {
		rest = m[1]
	} else if french.Slug(name) != "article-"+french.Slug(rest) {
		return ""
	}
	rest = lettering.ReplaceAllString(strings.ToUpper(rest), "$1")
	return canonical(between.ReplaceAllString(rest, "$1"))
}

// workIn returns the work whose name is in that of a file, the longest, or "".
func (r *reader) workIn(slug string) (found string) {
	for w := range r.works {
		if strings.Contains(slug, "annexe") {
			break // another text, with its own articles
		}
		if strings.Contains("-"+slug+"-", "-"+w+"-") && len(w) > len(found) {
			found = w
		}
	}
	return found
}

// workOf returns the work whose folder holds a file: the nearest that is named as a
// work is.
func (r *reader) workOf(dir string) string {
	for ; ; dir = path.Dir(dir) {
		last := path.Base(dir)
		if dir == "." {
			last = r.root
		}
		for w := range r.works {
			if slug := french.Slug(last); slug == w || strings.HasSuffix(slug, "-"+w) && dir == "." {
				return w
			}
		}
		if dir == "." || dir == "/" {
			return ""
		}
	}
}
