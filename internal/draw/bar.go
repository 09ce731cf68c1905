package draw

import "strings"

// eighths are the ends of a bar, from one eighth of a cell to seven.
var eighths = []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// Bar draws count out of all on that many cells, to an eighth of one, and the
// dots of what is left. What there is at all shows.
func Bar(count, all, width int) (full, rest string) {
	parts := 0
	if count > 0 && all > 0 {
		parts = min(max(count*width*8/all, 1), width*8)
	}
	return strings.Repeat("█", parts/8) + eighths[parts%8], strings.Repeat("·", width-(parts+7)/8)
}
