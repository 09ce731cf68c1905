package french

import (
	"regexp"
	"strings"
)

// streetNumber is what stands before a comma that does not end a line, as in
// « 12, rue des Lilas ».
var streetNumber = regexp.MustCompile(`(^|\n)\d+ ?(bis|ter|quater|[A-Za-z])?$`)

// AddressLines cuts an address typed on one line, "12, rue des Lilas, 69001
// Lyon", into the lines of an envelope.
func AddressLines(typed string) string {
	var lines strings.Builder
	for i, part := range strings.Split(strings.TrimSpace(typed), ",") {
		part = strings.TrimSpace(part)
		switch {
		case i == 0:
		case streetNumber.MatchString(lines.String()):
			lines.WriteString(", ")
		default:
			lines.WriteString("\n")
		}
		lines.WriteString(part)
	}
	return lines.String()
}

// AddressLine puts the lines of an address on a single line, as one types it.
func AddressLine(address string) string { return strings.ReplaceAll(address, "\n", ", ") }
