package paper

import (
	"fmt"
	"io"
	"strings"

	"compromis/internal/french"
)

// formats are the ways to write a paper, the most useful first.
var formats = []struct {
	name  string
	write func(io.Writer, Paper) error
}{
	{"docx", writeDOCX}, {"pdf", writePDF}, {"md", writeMarkdown},
}

// Formats returns the names [Write] takes, the most useful first.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Write writes a paper in a format of [Formats]. An error that is about the
// format or the words is a French sentence.
func Write(w io.Writer, format string, p Paper) error {
	for _, f := range formats {
		if f.name == strings.ToLower(format) {
			return f.write(w, p.flat())
		}
	}
	return fmt.Errorf("Le format %s n’existe pas. Choisissez %s.", french.Quote(french.Shown(format)), french.Or(Formats()))
}
