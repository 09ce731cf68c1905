package say

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// Unwritten says how many passages of a content are still to be written, "" without any:
// the content is sound, and not fit to be read.
func Unwritten(g *decision.Guide) string {
	n := len(g.Unwritten)
	if n == 0 {
		return ""
	}
	return french.Plural(n, "passage reste à écrire", "passages restent à écrire")
}

// UnwrittenLines says where they are, « fichier:ligne : passage », in the order of the
// files.
func UnwrittenLines(g *decision.Guide) (lines []string) {
	all := slices.Clone(g.Unwritten)
	slices.SortStableFunc(all, func(a, b decision.Unwritten) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	for _, u := range all {
		lines = append(lines, fmt.Sprintf("%s:%d%s: %s", french.Line(u.File), u.Line, french.NBSP, french.Line(u.Text)))
	}
	return lines
}
