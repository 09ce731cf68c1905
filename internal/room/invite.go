package room

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"rsc.io/qr"

	"compromis/internal/draw"
	"compromis/internal/french"
)

// This file draws how to join, as the trainer shows it to the room.

// invitation is the page and the code, beside what a telephone scans; then the
// command of those who have a terminal.
func (c *Console) invitation(f draw.Frame) []draw.Block {
	code := c.scanned(f)
	if left := min(f.Width-qrWidth(code)-gutter, leftWidth); len(code) > 0 && left >= narrowest {
		half := f
		half.Width = left
		return []draw.Block{beside(c.joining(half, true), []draw.Block{{Lines: code}}, left)}
	}
	return append(c.joining(f, len(code) > 0), draw.Gap(), draw.Block{Lines: code})
}

// What stands left of the QR code: no wider than one reads, and no narrower.
const (
	leftWidth = 66
	narrowest = 42
	gutter    = 4
)

// scanned is the QR code, where it fits whole and a telephone may come.
func (c *Console) scanned(f draw.Frame) []string {
	if c.how.Scanned == "" || c.how.Local {
		return nil
	}
	code := qrCode(c.how.Scanned, large)
	if len(code) > f.Height || f.Width-qrWidth(code)-gutter < narrowest {
		code = qrCode(c.how.Scanned, small)
	}
	if len(code) > f.Height || qrWidth(code) > f.Width {
		return nil
	}
	return code
}

// joining tells how to come in; scan says that there is a QR code.
func (c *Console) joining(f draw.Frame, scan bool) []draw.Block {
	var blocks []draw.Block
	if c.how.Local {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(wordLocal, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
	}
	if len(c.how.Pages) > 0 {
		way := wordTyped
		if scan {
			way = wordPage
		}
		blocks = append(blocks, draw.Heading(way+french.NBSP+":", f))
		for _, line := range c.how.Pages {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(line, f.TextWidth(), f.Styles.Title)})
		}
	}
	blocks = append(blocks, draw.Block{Lines: []string{f.Styles.Heading.Render(wordCode) + f.Styles.Title.Render(c.how.Code)}})
	tall := f.Airy()
	if large := bigCode(c.how.Code, f); tall && large != nil {
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: large})
	}
	blocks = append(blocks, draw.Gap(), draw.Heading(wordHow+french.NBSP+":", f))
	for _, line := range c.how.Commands {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(line, f.TextWidth(), f.Styles.Strong)})
	}
	blocks = append(blocks, draw.Note(wordPrint, f), draw.Plain(strings.TrimSpace(c.how.Fingerprint), f))
	for _, hint := range []string{wordLines, wordKey} {
		blocks = append(blocks, draw.Gap(), draw.Note(hint, f))
	}
	return append(blocks, c.nobody(f)...)
}

// smallLetters is the width from which the letters of a terminal are too small for the
// last row of a room.
const smallLetters = 100

// nobody is what to look at when nobody arrives, the most frequent first.
func (c *Console) nobody(f draw.Frame) []draw.Block {
	var all []string
	if c.terminal.Width >= smallLetters {
		all = append(all, "Le dernier rang lit mal"+french.NBSP+"? Agrandissez les lettres du terminal, avec ctrl et +, jusqu’à 64 colonnes.")
	}
	if !c.how.Local {
		all = append(all,
			"Tous sur le même Wi-Fi"+french.NBSP+"? Un réseau d’hôtel ou d’entreprise isole souvent ses appareils"+french.NBSP+": partagez alors la connexion de votre téléphone, et que tous s’y mettent. Internet n’est pas nécessaire.",
			"Le téléphone dit «\u00a0pas d’Internet\u00a0» et reste sur ses données mobiles"+french.NBSP+"? Coupez-les le temps de la séance.",
			"Le pare-feu de cet ordinateur"+french.NBSP+": sous Windows, répondez «\u00a0Autoriser l’accès\u00a0» quand il le demande, pour les réseaux privés et publics. Sous macOS"+french.NBSP+": Réglages, Réseau, Coupe-feu. Sous Linux"+french.NBSP+": sudo ufw allow suivi du port.",
			"Un terminal dit «\u00a0host key verification failed\u00a0»"+french.NBSP+": il a connu une autre salle à cette adresse. Tapez ssh-keygen -R \""+c.knownAs()+"\", puis la même commande.",
			"Rien n’y fait"+french.NBSP+"? Quittez, puis compromis projeter"+french.NBSP+": la salle vote à main levée.",
		)
	}
	var body []draw.Block
	for _, line := range all {
		body = append(body, draw.Block{Lines: draw.Hang(line, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text)})
	}
	return draw.Section("Personne n’arrive"+french.NBSP+"?", body, f)
}

// knownAs is the name by which an SSH client remembers the room.
func (c *Console) knownAs() string {
	if len(c.how.Commands) == 0 {
		return ""
	}
	var port, at string
	fmt.Sscanf(c.how.Commands[0], "ssh -p %s %s", &port, &at) //nolint:errcheck // ours
	_, host, _ := strings.Cut(at, "@")
	return "[" + host + "]:" + port
}

// quiet is the white border a QR code needs, in its own squares.
const quiet = 2

// How large a QR code is drawn: two squares a character, one above the other, or
// two characters a square, which a room reads from further.
const (
	small = 2
	large = 1
)

// qrCode draws a text as a QR code, that many squares in the height of a
// character: black on white whatever the terminal, or it would not be read. A full
// block is black on black: the one a font draws may leave a gap between two lines.
// It is nil for a text too long.
func qrCode(text string, high int) []string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil
	}
	black, white := lipgloss.Color("#000000"), lipgloss.Color("#FFFFFF")
	ground := lipgloss.NewStyle().Foreground(black)
	mixed, full := draw.InkOf(ground.Background(white)), draw.InkOf(ground.Background(black))
	wide := 2 / high
	var lines []string
	for y := -quiet; y < code.Size+quiet; y += high {
		var line strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			switch up, down := code.Black(x, y), code.Black(x, y+high-1); {
			case up && down:
				line.WriteString(full.Render(strings.Repeat("█", wide)))
			case up:
				line.WriteString(mixed.Render("▀"))
			case down:
				line.WriteString(mixed.Render("▄"))
			default:
				line.WriteString(mixed.Render(strings.Repeat(" ", wide)))
			}
		}
		lines = append(lines, line.String())
	}
	return lines
}

// qrWidth is how wide a QR code is drawn.
func qrWidth(code []string) int {
	if len(code) == 0 {
		return 0
	}
	return ansi.StringWidth(code[0])
}

// numerals are the digits, five rows of three squares each: a room reads them
// from its last row.
var numerals = [10][5]string{
	{"███", "█ █", "█ █", "█ █", "███"},
	{" ██", "  █", "  █", "  █", "  █"},
	{"███", "  █", "███", "█  ", "███"},
	{"███", "  █", "███", "  █", "███"},
	{"█ █", "█ █", "███", "  █", "  █"},
	{"███", "█  ", "███", "  █", "███"},
	{"███", "█  ", "███", "█ █", "███"},
	{"███", "  █", "  █", "  █", "  █"},
	{"███", "█ █", "███", "█ █", "███"},
	{"███", "█ █", "███", "  █", "███"},
}

// bigCode draws a code of digits large, in two groups when they are six, as one
// reads it aloud. It is nil for a code of letters, and for one too wide.
func bigCode(code string, f draw.Frame) []string {
	rows := make([]string, len(numerals[0]))
	for i, c := range []byte(code) {
		if c < '0' || c > '9' {
			return nil
		}
		for y := range rows {
			if i == 3 && len(code) == 6 {
				rows[y] += "  "
			}
			for _, square := range numerals[c-'0'][y] {
				rows[y] += strings.Repeat(string(square), 2)
			}
			rows[y] += "  "
		}
	}
	for y, row := range rows {
		row = strings.TrimRight(row, " ")
		if len([]rune(row)) > f.TextWidth() {
			return nil
		}
		rows[y] = f.Styles.Title.Render(row)
	}
	return rows
}
