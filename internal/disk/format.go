package disk

import (
	"bytes"
	"strings"
)

// formats are how files begin that are no plain text, whatever their name says.
var formats = []struct{ start, is string }{
	{`{\rtf`, "un texte mis en forme (RTF)"},
	{"PK\x03\x04", "un document de Word, d’Excel ou de LibreOffice"},
	{"\xd0\xcf\x11\xe0", "un document de Word ou d’Excel, dans leur ancien format"},
	{"%PDF-", "un PDF"},
	{"<!doctype html", "une page web"},
	{"<html", "une page web"},
	{"<?xml", "un fichier XML"},
	{"bplist", "un fichier de macOS"},
	{"\x89PNG", "une image"},
	{"\xff\xd8\xff", "une image"},
	{"GIF8", "une image"},
	{"\x1f\x8b", "une archive"},
	{"Rar!", "une archive"},
	{"7z\xbc\xaf", "une archive"},
}

// Format says in French what a file is that is no plain text, going by how it begins
// and not by its name: "un PDF". It is empty for what may be a text.
func Format(start []byte) string {
	start = bytes.TrimLeft(bytes.TrimPrefix(start[:min(len(start), 512)], []byte("\ufeff")), " \t\r\n")
	for _, f := range formats {
		if len(start) >= len(f.start) && strings.EqualFold(string(start[:len(f.start)]), f.start) {
			return f.is
		}
	}
	return ""
}
