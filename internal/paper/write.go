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
	write func(io.Writer, string) error
}{
	{"docx", WriteDOCX}, {"pdf", WritePDF}, {"md", WriteMarkdown},
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
func Write(w io.Writer, format, text string) error {
	for _, f := range formats {
		if f.name == strings.ToLower(format) {
			return f.write(w, text)
		}
	}
	return fmt.Errorf("Le format %s n’existe pas. Choisissez %s.", french.Quote(french.Shown(format)), french.Or(Formats()))
}

// WriteMarkdown writes a paper as it is, and ends its last line.
func WriteMarkdown(w io.Writer, text string) error {
	if _, err := io.WriteString(w, strings.TrimRight(text, "\n")+"\n"); err != nil {
		return fmt.Errorf("write md: %w", err)
	}
	return nil
}
