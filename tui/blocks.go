package tui

// block is a piece of a page that stays together. One may stop on a block that
// leads somewhere: to an action, or to a page of the content by its link.
type block struct {
	lines []string
	do    any
}

// next returns the block that does something after from, or before it.
func next(blocks []block, from, by int) int {
	for i := from + by; i >= 0 && i < len(blocks); i += by {
		if blocks[i].do != nil {
			return i
		}
	}
	return -1
}

func height(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.lines)
	}
	return n
}

func countDoing(blocks []block) int {
	n := 0
	for _, b := range blocks {
		if b.do != nil {
			n++
		}
	}
	return n
}

// The blocks every page is made of.

func gap() block { return block{lines: []string{""}} }

func heading(text string, f canvas) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.heading)}
}

func note(text string, f canvas) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.dim)}
}

func plainText(text string, f canvas) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.text)}
}

// choice is a line one can choose, with a dim line of help under it.
func choice(text, help string, do any, f canvas) block {
	lines := wrapText(text, f.textWidth(), f.styles.text)
	if help != "" {
		lines = append(lines, wrapText(help, f.textWidth(), f.styles.dim)...)
	}
	return block{lines: lines, do: do}
}

// section is a heading with a passage under it, and nothing when it is empty.
func section(title string, body []block, f canvas) []block {
	if len(body) == 0 {
		return nil
	}
	return append([]block{gap(), heading(title, f)}, body...)
}
