package french

import "strings"

// westernSigns are the signs of Windows-1252 from 0x80 on, for 32 of them: the others
// are those of Unicode.
var westernSigns = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")

// Western reads a text as Windows writes it in the west of Europe, where each byte is a
// letter. Package charmap does so too, with some forty other alphabets: 90 kB in the
// program.
func Western(source string) string {
	var b strings.Builder
	for i := range len(source) {
		sign := rune(source[i])
		if at := int(sign) - 0x80; 0 <= at && at < len(westernSigns) {
			sign = westernSigns[at]
		}
		b.WriteRune(sign)
	}
	return b.String()
}
