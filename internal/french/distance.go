package french

import "strconv"

// farDays is from how many days on a distance is told in months.
const farDays = 60

// InDays says how far a day is: « aujourd’hui », « demain », « dans 3 j », « retard
// 2 j » for one that has passed. Far ahead it is rounded: « dans 4 ans et 7 mois ».
func InDays(days int) string {
	months := days * 12 / 365
	switch {
	case days < 0:
		return "retard " + strconv.Itoa(-days) + NBSP + "j"
	case days == 0:
		return "aujourd’hui"
	case days == 1:
		return "demain"
	case days <= farDays:
		return "dans " + strconv.Itoa(days) + NBSP + "j"
	case months < 12:
		return "dans " + strconv.Itoa(months) + NBSP + "mois"
	}
	told := "dans " + Plural(months/12, "an", "ans")
	if months%12 > 0 {
		told += " et " + strconv.Itoa(months%12) + NBSP + "mois"
	}
	return told
}
