package paper

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"compromis/internal/french"
)

// Format is a way to write a paper.
type Format struct {
	Name  string // what one types, and how the name of the file ends
	Label string // what one reads; its first letter is the key
	Text  bool   // it reads in a terminal
	write func(io.Writer, Paper) error
}

// formats are those there are, the most useful first. Whatever lists them, on a
// screen or in a command, lists these.
var formats = []Format{
	{"docx", "Word", false, writeDOCX},
	{"pdf", "PDF", false, writePDF},
	{"odt", "ODT", false, writeODT},
	{"md", "texte", true, writeMarkdown},
}

// Formats returns the ways to write a paper, the most useful first.
func Formats() []Format { return slices.Clone(formats) }

// Names returns the names [Write] takes, the most useful first.
func Names() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Name
	}
	return names
}

// Write writes a paper in a format, by its name. An error that is about the
// format or the words is a French sentence.
func Write(w io.Writer, format string, p Paper) error {
	for _, f := range formats {
		if f.Name == strings.ToLower(format) {
			return f.write(w, p.flat())
		}
	}
	return fmt.Errorf("Le format %s n’existe pas. Choisissez %s.", french.Quote(french.Shown(format)), french.Or(Names()))
}
