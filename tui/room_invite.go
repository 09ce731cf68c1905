package tui

import "strings"

// This file draws how to join, as the trainer shows it to the room.

// invitation is the command, the code, large where there is room, and the
// command again for a telephone.
func (c *RoomConsole) invitation(f canvas) []block {
	var code []string
	if len(c.how.Commands) > 0 && f.height >= tallHeight-4 {
		code = qrCode(c.how.Commands[0])
	}
	if width := roomLeft + roomQRWidth(code); len(code) > 0 && f.width >= width {
		left := f
		left.width = roomLeft
		return []block{roomBeside(c.joining(left), []block{{lines: code}}, roomLeft)}
	}
	return append(c.joining(f), gap(), block{lines: code})
}

// roomLeft is the width of what stands left of the QR code.
const roomLeft = 66

func (c *RoomConsole) joining(f canvas) []block {
	var blocks []block
	if c.how.Local {
		blocks = append(blocks, block{lines: wrapText(wordRoomLocal, f.textWidth(), f.styles.caution)}, gap())
	}
	blocks = append(blocks, heading(wordRoomHow+nbsp+":", f))
	for _, line := range c.how.Commands {
		blocks = append(blocks, block{lines: wrapText(line, f.textWidth(), f.styles.title)})
	}
	blocks = append(blocks, block{lines: []string{f.styles.heading.Render(wordRoomCode) + f.styles.title.Render(c.how.Code)}})
	tall := f.height >= tallHeight-4
	if large := bigCode(c.how.Code, f); tall && large != nil {
		blocks = append(blocks, gap(), block{lines: large}, gap())
	}
	blocks = append(blocks, note(wordRoomPrint, f), plainText(strings.TrimSpace(c.how.Fingerprint), f))
	hints := []string{wordRoomLines, wordRoomKey}
	if tall && len(c.how.Commands) > 0 {
		hints = append(hints, wordRoomPhone)
	}
	if !c.how.Local {
		hints = append(hints, wordRoomNobody)
	}
	for _, hint := range hints {
		blocks = append(blocks, gap(), note(hint, f))
	}
	return blocks
}
