package content

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
)

// Plain language, measured: how long a sentence is, how easy a page is to read,
// and which words of the law it leaves unexplained. None of it is an error.
const (
	mostWords = 25 // in a sentence
	leastEase = 60 // « standard », what a daily paper is written in
)

// proseFolders hold the pages that are read under pressure, and those that are
// sent.
var proseFolders = []string{"questions", "etapes", "causes", "fondements", "cas-pratiques", "courriers"}

// notProse are the rubrics made of identifiers, of names or of blanks to fill.
var notProse = map[string]bool{
	"Repères": true, "Quand": true, "Ensuite": true, "Réponse habituelle": true, "Saisie": true, "Pour": true,
	"Fondement": true, "Voies voisines": true, "Étape attendue": true, "Propositions": true, "Ou bien": true,
}

// styleOf proofreads the pages of a folder.
func styleOf(folder fs.FS) decision.Style {
	r := reader{folder: folder, guide: &decision.Guide{}}
	hard := r.hardWords()
	var style decision.Style
	for _, dir := range proseFolders {
		entries, err := fs.ReadDir(folder, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			id, why := pageName(e.Name())
			source, err := r.source(dir + "/" + e.Name())
			if id == "" || why != "" || err != nil || leftOver.MatchString(e.Name()) {
				continue
			}
			p := r.parse(dir+"/"+e.Name(), id, source)
			style.Remarks = append(style.Remarks, p.remarks(hard, &style)...)
		}
	}
	return style
}

// remarks proofreads a page.
func (p *page) remarks(hard []string, style *decision.Style) (all []decision.StyleRemark) {
	remark := func(line int, quote, format string, args ...any) {
		all = append(all, decision.StyleRemark{Pos: p.pos(line), Quote: quote, Say: fmt.Sprintf(format, args...)})
	}
	var m measure
	explained := map[string]bool{}
	for _, it := range p.prose(p.root) {
		text := said(it, p.name)
		for _, s := range sentences(text) {
			if n := wordsIn(s); n > mostWords && !strings.HasPrefix(p.name, "courriers/") {
				remark(it.line, s, "cette phrase a %d mots, %d au plus. Coupez-la en deux.", n, mostWords)
			}
		}
		m.add(text)
		for _, word := range hard {
			if at := wordAt(text, word); at >= 0 && !explained[word] {
				explained[word] = true
				if !explains(it, text, at, word) {
					remark(it.line, text, "« %s » n'est pas expliqué. Dites-le avec d'autres mots, ajoutez « c'est-à-dire », ou un lien.", word)
				}
			}
		}
	}
	if m.words == 0 {
		return all
	}
	style.Ease = append(style.Ease, decision.Ease{Page: p.name, Score: m.ease()})
	if m.ease() < leastEase && !strings.HasPrefix(p.name, "courriers/") {
		remark(p.root.line, "", "cette page est difficile à lire (%.0f, %d au moins). Raccourcissez ses phrases et ses mots.", m.ease(), leastEase)
	}
	if strings.HasPrefix(p.name, "cas-pratiques/") {
		if n := wordsOf(p.root.blocks); n < fewestStory || n > mostStory {
			remark(p.root.line, "", "l'histoire a %d mots. En salle, elle se lit bien entre %d et %d.", n, fewestStory, mostStory)
		}
	}
	return all
}

// How many words the story of an exercise has, to be read in a minute.
const fewestStory, mostStory = 80, 150

func wordsOf(blocks []block) (n int) {
	for _, b := range blocks {
		for _, it := range b.items {
			n += len(strings.Fields(it.String()))
		}
	}
	return n
}

// prose returns what is read as sentences in a section and those under it.
func (p *page) prose(s section) (all []item) {
	if s.line != p.root.line && notProse[s.title] {
		return nil
	}
	for _, b := range s.blocks {
		for _, it := range b.items {
			if !strings.HasPrefix(it.String(), "Pour :") {
				all = append(all, it)
			}
		}
	}
	for _, sub := range s.subs {
		all = append(all, p.prose(sub)...)
	}
	return all
}

// answerLine matches what surrounds the words of an answer in the page of a question.
var answerLine = regexp.MustCompile(`^[a-z0-9-]+ : | → .*$`)

// fieldName matches what a case fills in a letter: its name is no word of it.
var fieldName = regexp.MustCompile(`\{[a-z-]+\}`)

// said returns the words of a line, without what is only for the program.
func said(it item, page string) string {
	switch {
	case strings.HasPrefix(page, "questions/"):
		return answerLine.ReplaceAllString(it.String(), "")
	case strings.HasPrefix(page, "courriers/"):
		return fieldName.ReplaceAllString(it.String(), "{…}")
	}
	return it.String()
}

// hardWords reads mots.md, the longest first: « référé-provision » is not « référé ».
func (r *reader) hardWords() (all []string) {
	source, err := r.source("mots.md")
	if err != nil {
		return nil
	}
	for line := range strings.Lines(r.composed("mots.md", source)) {
		if word, ok := strings.CutPrefix(line, "- "); ok && plain(word) != "" {
			all = append(all, plain(word))
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return all
}

// wordAt returns where a whole word starts in a text, whatever its capitals, or -1.
func wordAt(text, word string) int {
	low := strings.ToLower(text)
	for from := 0; ; {
		at := strings.Index(low[from:], word)
		if at < 0 {
			return -1
		}
		at += from
		before, after := low[:at], strings.TrimPrefix(low[at+len(word):], "s")
		if !endsInLetter(before) && !strings.HasSuffix(before, "-") && wordEnd(after) == 0 && !strings.HasPrefix(after, "-") {
			return at
		}
		from = at + len(word)
	}
}

// explains says whether what stands around a word explains it: a link on it, or
// what follows it in its sentence.
func explains(it item, text string, at int, word string) bool {
	for _, span := range it.spans {
		if span.Link.ID != "" && wordAt(plain(span.Text), word) >= 0 {
			return true
		}
	}
	rest := text[min(len(text), at+len(word)):]
	if end := sentenceEnd.FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	if saidBefore.MatchString(text[:at]) || saidAfter.MatchString(rest) {
		return true
	}
	return strings.Contains(text, "c'est-à-dire") || strings.ContainsAny(rest, "(:") || strings.Contains(rest, " — ") || strings.Contains(text[:at], "(")
}

// What comes before or after a word that explains it: « c'est la clause pénale »,
// « la formule exécutoire, qui permet de saisir ».
var (
	saidBefore = regexp.MustCompile(`(appelée?s?|nommée?s?|dite?s?|c'est) ((le|la|les|un|une|l') ?)?(« ?)?$`)
	saidAfter  = regexp.MustCompile(`^s?( ?»)?, (qui|celle|celui|ce qui|une?|la|le) `)
)

var (
	shortened    = regexp.MustCompile(`(^|[^\pL])(al|art|C|J|Cass|civ|com|conso|crim|soc|Règl|n°|L|R|D|M|Mme)\.\s?`)
	decimal      = regexp.MustCompile(`(\d)[.,](\d)`)
	thousands    = regexp.MustCompile(`(\d) (\d{3})\b`)
	vowels       = regexp.MustCompile(`[aeiouyàâäéèêëîïôöùûüœæ]+`)
	silentEnd    = regexp.MustCompile(`[^aeiouyàâäéèêëîïôöùûüœæ](e|es|ent)$`)
	word         = regexp.MustCompile(`[A-Za-zÀ-ÿœŒ]+`)
	wordOrNumber = regexp.MustCompile(`[A-Za-zÀ-ÿœŒ0-9]+`)
	clauseEnd    = regexp.MustCompile(`[.!?;:](\s|$)| — `)
	sentenceEnd  = regexp.MustCompile(`[.!?](\s|$)`)
)

// sentences cuts a text at its full stops, which those of « art. » are not.
func sentences(text string) []string {
	all := sentenceEnd.Split(shortened.ReplaceAllString(text, "$1$2.\u00a0"), -1)
	for i := range all {
		all[i] = plain(all[i])
	}
	return all
}

// wordsIn counts the words of a sentence, a number being one.
func wordsIn(sentence string) int {
	return len(wordOrNumber.FindAllString(thousands.ReplaceAllString(decimal.ReplaceAllString(sentence, "$1$2"), "$1$2"), -1))
}

// measure counts what the reading ease is made of.
type measure struct{ clauses, words, syllables float64 }

// add counts a text. A colon or a semicolon ends what is read in one breath.
func (m *measure) add(text string) {
	text = decimal.ReplaceAllString(shortened.ReplaceAllString(text, "$1"), "$1$2")
	for _, clause := range clauseEnd.Split(text, -1) {
		found := word.FindAllString(clause, -1)
		if len(found) < 2 {
			continue
		}
		m.clauses++
		m.words += float64(len(found))
		for _, w := range found {
			m.syllables += float64(syllablesOf(w))
		}
	}
}

// ease is the reading ease of Kandel and Moles (1958), which is that of Flesch for
// French: 207 for nothing at all, and less with long sentences and long words. The
// coefficients are those commonly given; the publication was not read.
func (m *measure) ease() float64 {
	if m.words == 0 {
		return 207
	}
	return 207 - 1.015*m.words/m.clauses - 73.6*m.syllables/m.words
}

// syllablesOf counts the groups of vowels, but for a silent end.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	n := len(vowels.FindAllString(word, -1))
	if n > 1 && silentEnd.MatchString(word) {
		n--
	}
	return max(1, n)
}
