// Package frenchtest holds what somebody may put in a text to give orders: to the
// terminal, to a spreadsheet, to a browser, or to the eye of whoever reads. Tests
// bring each through a way in, and look at what leaves by a way out.
package frenchtest

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hostile returns texts that give orders, two hundred and more, each with the word
// "mot" on both sides.
func Hostile() []string {
	var all []string
	add := func(signs ...string) {
		for _, s := range signs {
			all = append(all, "mot"+s+"mot")
		}
	}
	for r := rune(0); r < 0x20; r++ { // C0
		add(string(r))
	}
	for r := rune(0x7f); r < 0xa0; r++ { // DEL and C1
		add(string(r))
	}
	for _, span := range [][2]rune{
		{0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfff9, 0xfffb}, {0xe000, 0xe003}, {0xfe00, 0xfe03},
		{0xe0001, 0xe0001}, {0xe0041, 0xe0045}, {0xe007f, 0xe007f}, {0xe0100, 0xe0103}, {0xf0000, 0xf0001}, {0x10fffd, 0x10ffff},
		{0xfdd0, 0xfdd1}, {0xfffe, 0xffff}, {0x1d173, 0x1d17a}, {0x180b, 0x180f},
	} {
		for r := span[0]; r <= span[1]; r++ {
			add(string(r))
		}
	}
	add("\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\ufeff", "\uffa0")
	add("\x1b[2J", "\x1b[31m", "\x1b[?1049h", "\x1b[6n", "\x1b[c", "\x1b[21t", "\x1bc", "\x1b#8", "\x1b(0", "\x1b[5i", "\x1b[4i", "\x1bP$q\x1b\\", "\x1bPzz\x1b\\", "\x1b_Gf=100;AAAA\x1b\\", "\x1b^x\x1b\\", "\x1bX\x1b\\")
	add("\x1b]0;titre\a", "\x1b]2;titre\x1b\\", "\x1b]8;;https://exemple.invalid\amot\x1b]8;;\a", "\x1b]52;c;bW90\a", "\x1b]50;?\a", "\x1b]1337;File=:AAAA\a", "\x1b]777;notify;a;b\a", "\x1b]4;1;?\a", "\x1b]", "\x1b", "\x1b[", "\x1b[31")
	add("\u009b2J", "\u009d0;t\u009c", "\u0090q\u009c", "\u008d", "\u0085", "\x9b2J", "\xc2", "\xff\xfe", "\xed\xa0\x80", "\xc0\x9b", "\xf4\x90\x80\x80")
	add("\u202egnp.exe", "\u2066\u202e\u2069", "a\u200db", "a\u200cb", "👍\u200d\u200d\u200d", "a\ufe0f\ufe0f", strings.Repeat("\u0301", 500), "e\u0301", "\u212b", "ﷺ")
	add("\r\nbcc: a", "\r", "\n\n\n", "\nEND:VCALENDAR\nBEGIN:VEVENT", "\t=1+1", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]><x>", "<?xml?>", "&#27;", "&lt;b&gt;", "{\\rtf1}", "](javascript:alert(1))", "**", "`", "\\", "';--", "${x}", "%s%n", "{client}")
	for _, formula := range []string{"=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\u00a0=1", "\u200b=1", "\ufeff=1", "＝1", "\n=1"} {
		all = append(all, formula+"mot")
	}
	for _, alone := range []string{"\x00", "\x1b", "\u202e", "\u200b", strings.Repeat("\u202e", 4000), strings.Repeat("mot", 4000)} {
		all = append(all, alone+"mot")
	}
	return all
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
