package plain

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"compromis/internal/french"
)

// Talk is a conversation on plain lines: what is said, and what is typed.
type Talk struct {
	*Page
	lines *bufio.Scanner
	next  string // what was typed ahead of its question
}

// NewTalk returns a conversation.
func NewTalk(in io.Reader, out io.Writer) *Talk {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 4<<10), maxLine)
	return &Talk{Page: NewPage(out), lines: lines}
}

// Read waits for a line. False at the end of the input.
func (t *Talk) Read() (string, bool) {
	if t.next != "" {
		typed := t.next
		t.next = ""
		return typed, true
	}
	if t.Flush() != nil || !t.lines.Scan() {
		return "", false
	}
	return strings.TrimSpace(french.Line(t.lines.Text())), true
}

// Ask says what to type, and waits for it. False at the end of the input.
func (t *Talk) Ask(prompt string) (string, bool) {
	t.Say(prompt + french.NBSP + ":")
	return t.Read()
}

// Again has what was typed answer the next question: it was not for this one.
func (t *Talk) Again(typed string) { t.next = typed }

// screenRows is how many lines are shown before one asks for more: what a screen
// of 24 lines holds, with the question.
const screenRows = 20

// Show writes a text a screen at a time. Whoever types something else than Enter
// between two screens has read enough: what was typed answers the next question.
func (t *Talk) Show(text string) {
	rows := strings.Split(strings.Trim(text, "\n"), "\n")
	for len(rows) > 0 {
		n := min(screenRows, len(rows))
		if len(rows)-n <= 2 {
			n = len(rows)
		}
		for _, row := range rows[:n] {
			t.out.WriteString(row + "\n")
		}
		if rows = rows[n:]; len(rows) == 0 {
			return
		}
		typed, ok := t.Ask("Entrée pour la suite (encore " + french.Plural(len(rows), "ligne", "lignes") + "), ou m pour le menu")
		if !ok || typed != "" {
			t.next = typed
			return
		}
	}
}

// page shows what is written on a page of its own.
func (t *Talk) page(write func(*Page)) {
	var b strings.Builder
	p := newPage(&b, t.width)
	write(p)
	_ = p.Flush() // it cannot fail
	if strings.TrimSpace(b.String()) == "" {
		t.Say("Rien à dire de plus ici.")
		return
	}
	t.Blank()
	t.Show(b.String())
}

// Numbered shows lines with their numbers, a screen at a time.
func (t *Talk) Numbered(lines []string) {
	var b strings.Builder
	p := newPage(&b, t.width)
	for i, line := range lines {
		p.Item("  "+strconv.Itoa(i+1)+". ", line)
	}
	_ = p.Flush() // it cannot fail
	t.Show(b.String())
}

// Pick writes numbered lines under a title, and asks for one of them by its number
// or its words. False when none is wanted: Enter, m, or the end of the input.
func (t *Talk) Pick(title string, lines []string) (at int, ok bool) {
	t.Heading(title)
	t.Numbered(lines)
	for {
		typed, ok := t.Ask("Votre choix (" + upTo(len(lines)) + ", Entrée pour le menu)")
		if !ok || typed == "" || french.Slug(typed) == "m" {
			return 0, false
		}
		if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(lines) {
			return n - 1, true
		}
		for i, line := range lines {
			if french.Slug(line) == french.Slug(typed) {
				return i, true
			}
		}
		if slug := french.Slug(typed); slug == "q" || slug == "quitter" {
			t.next = typed
			return 0, false
		}
		t.Say("Écrivez " + upTo(len(lines)) + ", ou Entrée pour le menu.")
	}
}

// upTo says which numbers one may type.
func upTo(n int) string {
	if n == 1 {
		return "1"
	}
	return "1 à " + strconv.Itoa(n)
}
