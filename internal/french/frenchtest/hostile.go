// Package frenchtest holds what somebody may put in a text to give orders: to the
// terminal, to a spreadsheet, to a browser, or to the eye of whoever reads. Tests
// bring each through a way in, and look at what leaves by a way out: [Fill] puts
// them in every string of a value, [Obeyed] and [Shape] judge what leaves.
package frenchtest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class is hostile texts of one kind.
type Class struct {
	Name  string
	Texts []string
}

// Classes returns the hostile texts by kind, each text with the word "mot" at its
// end, and at its start but where the start is what gives the order.
func Classes() (all []Class) {
	add := func(classes []Class, before string) {
		for _, c := range classes {
			texts := make([]string, len(c.Texts))
			for i, s := range c.Texts {
				texts[i] = before + s + "mot"
			}
			all = append(all, Class{c.Name, texts})
		}
	}
	add(signs(), "mot")
	add(first, "")
	return all
}

// Hostile returns every hostile text.
func Hostile() (all []string) {
	for _, c := range Classes() {
		all = append(all, c.Texts...)
	}
	return all
}

// Joined returns a text for each class: all of its texts, from one of them on, so
// that each is the first in its turn.
func Joined(from int) (all []string) {
	for _, c := range Classes() {
		at := from % len(c.Texts)
		all = append(all, strings.Join(append(c.Texts[at:len(c.Texts):len(c.Texts)], c.Texts[:at]...), " "))
	}
	return all
}

// Innocent returns what people write, in any language and with any sign, composed:
// it must go through every way in and out as it is.
func Innocent() []string {
	return []string{
		"L’été à Noël\u00a0: 5\u00a0000\u202f€ — «\u00a0œuvre\u00a0»…", "Éts Martin & fils, 12 bis rue de l’Œuvre", "Où\u00a0? Là\u00a0! 50\u00a0% ; n°\u00a03 (a/b) [c] {d} #1",
		"日本語 한국어 ελληνικά Привет שלום مرحبا", "می\u200cخواهم", "क्\u200dष", "ශ්\u200dරී", "Nguyễn Thị Ánh", "½ × 2 → ✓",
		"👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈", "👍🏽", "1\ufe0f\u20e3", "☎\ufe0f", "🇫🇷", "葛\U000E0100",
		"\u0600\u0661", "1 < 2 > 0", "a = b + c - d @ e", "C:\\temp", "x;y,z", "100 * 2 * 3",
	}
}

// span is a class of single signs.
func span(name string, ranges ...[2]rune) Class {
	c := Class{Name: name}
	for _, of := range ranges {
		for r := of[0]; r <= of[1]; r++ {
			c.Texts = append(c.Texts, string(r))
		}
	}
	return c
}

// signs are the texts that give their order wherever they stand.
func signs() []Class {
	bytes := Class{Name: "C1 as bytes"}
	for b := 0x80; b < 0xa0; b++ {
		bytes.Texts = append(bytes.Texts, string([]byte{byte(b)}))
	}
	all := []Class{
		span("C0", [2]rune{0, 0x1f}), span("DEL and C1", [2]rune{0x7f, 0x9f}), bytes,
		span("marks and turned writing", [2]rune{0x200b, 0x200f}, [2]rune{0x202a, 0x202e}, [2]rune{0x2060, 0x206f}, [2]rune{0x61c, 0x61c}),
		span("line and paragraph", [2]rune{0x2028, 0x2029}, [2]rune{0xb, 0xd}, [2]rune{0x85, 0x85}),
		span("private use and no characters", [2]rune{0xe000, 0xe003}, [2]rune{0xf8ff, 0xf8ff}, [2]rune{0xf0000, 0xf0001}, [2]rune{0xfdd0, 0xfdd1}, [2]rune{0xfffe, 0xffff}, [2]rune{0x10fffd, 0x10ffff}),
		span("tags", [2]rune{0xe0001, 0xe0001}, [2]rune{0xe0020, 0xe0025}, [2]rune{0xe0041, 0xe0045}, [2]rune{0xe007f, 0xe007f}),
		span("selectors", [2]rune{0xfe00, 0xfe0f}, [2]rune{0xe0100, 0xe0103}, [2]rune{0x180b, 0x180f}),
		span("signs not seen", [2]rune{0xad, 0xad}, [2]rune{0x34f, 0x34f}, [2]rune{0x115f, 0x1160}, [2]rune{0x17b4, 0x17b5}, [2]rune{0x2800, 0x2800}, [2]rune{0x3164, 0x3164}, [2]rune{0xfeff, 0xfeff}, [2]rune{0xffa0, 0xffa0}, [2]rune{0xfff9, 0xfffb}, [2]rune{0x1d173, 0x1d17a}),
	}
	return append(all, words...)
}

// words are texts of several signs.
var words = []Class{
	{"CSI", []string{"\x1b[2J", "\x1b[31m", "\x1b[8m", "\x1b[?1049h", "\x1b[?1000h", "\x1b[6n", "\x1b[c", "\x1b[21t", "\x1b[5i", "\x1b[4i", "\x1b[", "\x1b[31", "\u009b2J", "\x9b2J", "\x9b31m", "\x1b[\x1b[31m", "\x1b\x1b[2J", "[31m"}},
	{"ESC", []string{"\x1b", "\x1bc", "\x1b#8", "\x1b(0", "\x1bZ", "\x1b=", "\u008d", "\x1b\u202e", "\\e[31m", "\\x1b[31m", "\\u001b[31m"}},
	{"OSC", []string{"\x1b]0;titre\a", "\x1b]2;titre\x1b\\", "\x1b]8;;https://exemple.invalid\amot\x1b]8;;\a", "\x1b]8;;javascript:alert(1)\x1b\\mot\x1b]8;;\x1b\\", "\x1b]8;id=1;file:///etc/passwd\a", "\x1b]52;c;bW90\a", "\x1b]52;c;?\x1b\\", "\x1b]50;?\a", "\x1b]1337;File=:AAAA\a", "\x1b]777;notify;a;b\a", "\x1b]9;a\a", "\x1b]4;1;?\a", "\x1b]11;?\a", "\x1b]", "\u009d0;t\u009c", "\x9d0;t\x9c"}},
	{"DCS APC PM SOS", []string{"\x1bP$q\x1b\\", "\x1bPzz\x1b\\", "\x1bP+q544e\x1b\\", "\x1b_Gf=100;AAAA\x1b\\", "\x1b^x\x1b\\", "\x1bXx\x1b\\", "\u0090q\u009c", "\u0098x\u009c", "\u009ex\u009c", "\u009fG\u009c", "\x90q\x9c", "\x1bPq#0;2;0;0;0\x1b\\"}},
	{"broken UTF-8", []string{"\xc2", "\xff\xfe", "\xfe\xff", "\xed\xa0\x80", "\xed\xb0\x80", "\xed\xa0\xbd\xed\xb8\x80", "\xc0\x9b", "\xc0\xaf", "\xe0\x80\x9b", "\xf0\x80\x80\x9b", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "é\xe9", "\xe2\x82", "\x80"}},
	{"joiners and pictures", []string{"\u202egnp.exe", "\u2066\u202e\u2069", "a\u200db", "a\u200cb", "1\u200d2", "👍\u200d\u200d\u200d", "a\ufe0f\ufe0f", "👍\u200da", "\u200d👍", "a\u200b\u200c\u200d\u2060b", "می\u200c\u200cخ"}},
	{"accents", []string{"e\u0301", "\u212b", "Socie\u0301te\u0301 Ge\u0301ne\u0301rale", "a\u0323\u0302", "a\u0302\u0323", "\u1100\u1161\u11a8", "\u2126", "e" + strings.Repeat("\u0301", 100), strings.Repeat("a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309", 20), "e\u200b\u0301", "e\u202e\u0301", "x\u20dd\u20e3"}},
	{"lines", []string{"\r\nbcc: a", "\r", "\n\n\n", "\n", "\r\n\r\n", "\u0085\u2028\u2029", "\t", "\nMOT=1\n", "\n# Titre\n", "\n---\n", "\n\n    code\n\n", "\n| a | b |\n| --- | --- |\n"}},
	{"calendar", []string{"\nEND:VCALENDAR\nBEGIN:VEVENT", "\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM", "\r\n ATTACH:file:///etc/passwd", "\nEND:VEVENT\nBEGIN:VEVENT", ";X=1:a", ",;:\\n\\N\\;", "\\\r\nURL:javascript:alert(1)", "\u2028BEGIN:VALARM", "\"", strings.Repeat("é", 80)}},
	{"tags of a page", []string{"<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "<!--", "-->", "<svg/onload=alert(1)>", "<style>*{}</style>", "<iframe src=javascript:alert(1)>", "</title></head><body>", "<a href=\"javascript:alert(1)\">x</a>", "<b>gras</b>", "<br/>", "<\x00script>", "<scr\u200bipt>alert(1)</scr\u200bipt>", "＜script＞", "<base href=//x>", "<meta http-equiv=refresh content=0>"}},
	{"entities and XML", []string{"]]>", "]]><x>", "<![CDATA[<x>]]>", "<?xml?>", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;", "&#27;", "&#x1b;[2J", "&lt;b&gt;", "&amp;#27;", "&nbsp;", "&", "&#0;", "&#xD800;", "&bogus;", "<w:p>", "</w:t>", "<text:p/>", "</svg>"}},
	{"Markdown", []string{"[x](javascript:alert(1))", "![x](https://exemple.invalid/x.png)", "<https://exemple.invalid>", "[x][y]\n\n[y]: javascript:alert(1)", "](javascript:alert(1))", "**", "*x*", "__x__", "`", "```\ncode", "~~x~~", "\\", "\\<b>", "\n> x", "\n- x", "\n1. x", "\n===\n", "|", "<!-- x -->", "{client}", "{{client}}"}},
	{"PDF, RTF and shells", []string{")", "(", "\\)", ") Tj ET Q (", "\\051 Tj", "<</JS(x)>>", "endstream endobj", "{\\rtf1}", "';--", "${x}", "$(id)", "`id`", "%s%n", "%!d", "%00", "\x00", "'\"'"}},
	{"names of files", []string{"../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x", "a\x00.json", "CON", "a:b", "a/b", "~", "*?", "-rf", "a.json.", "a ", strings.Repeat("x", 300), "\u2025/\u2025", "ﬁle", "a\nb.json"}},
	{"long", []string{strings.Repeat("\u202e", 500), strings.Repeat("mot", 400), strings.Repeat("日", 200), strings.Repeat("\x1b[2J", 50), strings.Repeat("<b>", 50)}},
}

// first are the texts that give their order when they come first.
var first = []Class{
	{"formulas", []string{"=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"https://exemple.invalid\")", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1", "\x00=1", "'=1", "\"=1", "＝1", "＋1", "－1", "＠A1", "−1", "﹢1", "﹣1", "﹦1", "﹫1", ";=1", "\";=1;\"", "\n;=1", "%0A=1"}},
	{"starts", []string{"# ", "> ", "- ", "+ ", "* ", "1. ", "1) ", "    ", "| ", "---\n", "```\n", "<b>", ".TH ", "'\\\" ", "../", "-", "--", "--dossiers=", ".", ".\u202e", "\u200b", "\x1b", "\x00", "\u202e", "\u0301", "\u200d", "\ufe0f", "CON.", "~/", "ssh://", "javascript:"}},
}

// Obeyed returns the first thing in an output that a terminal would obey, or that
// would deceive the eye, or "". Line ends are none.
func Obeyed(out string) string {
	for i, r := range out {
		_, size := utf8.DecodeRuneInString(out[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return fmt.Sprintf("a broken byte %q", out[i:min(i+4, len(out))])
		case r == '\n':
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Noncharacter_Code_Point, r),
			r == 0x200b, r == 0x2028, r == 0x2029, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r == 0xad, r >= 0xe0000 && r <= 0xe007f:
			return fmt.Sprintf("%U in %q", r, out[max(0, i-20):min(len(out), i+20)])
		}
	}
	return ""
}
