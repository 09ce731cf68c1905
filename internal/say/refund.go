package say

import (
	"strconv"

	"compromis/internal/dossier"
	"compromis/internal/french"
)

// RefundTitle is over what a business has to give back, and by when.
const RefundTitle = "Ce que vous lui devez"

// RefundRow is a time in which a refund may be made, what is added to it then, and what
// it comes to; the last two are "" when there are none.
type RefundRow struct{ When, More, Sum string }

// Refund tells what to give back, a row a time.
func Refund(all []dossier.Tier) []RefundRow {
	rows := make([]RefundRow, len(all))
	for i, t := range all {
		switch {
		case len(all) == 1: // no rise: it is due to some professionals only
			rows[i].When = "Association, copropriété" + french.NBSP + ": au plus tard le " + french.Day(string(t.To))
		case t.From == "":
			rows[i].When = "Rembourser au plus tard le " + french.Day(string(t.To))
		case t.To == "":
			rows[i].When = "à partir du " + french.Day(string(t.From))
		default:
			rows[i].When = "du " + french.Day(string(t.From)) + " au " + french.Day(string(t.To))
		}
		if t.Percent > 0 {
			rows[i].More = "+ " + strconv.Itoa(t.Percent) + french.NBSP + "%"
		}
		if t.Cents > 0 {
			rows[i].Sum = french.Cents(t.Cents)
		}
	}
	return rows
}
