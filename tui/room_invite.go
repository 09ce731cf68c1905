package tui

import (
	"strings"

	"compromis/internal/draw"
)

// This file draws how to join, as the trainer shows it to the room.

// invitation is the command, the code, large where there is room, and the
// command again for a telephone.
func (c *RoomConsole) invitation(f draw.Frame) []draw.Block {
	var code []string
	if len(c.how.Commands) > 0 && f.Height >= draw.TallHeight-4 {
		code = qrCode(c.how.Commands[0])
	}
	if width := roomLeft + roomQRWidth(code); len(code) > 0 && f.Width >= width {
		left := f
		left.Width = roomLeft
		return []draw.Block{roomBeside(c.joining(left), []draw.Block{{Lines: code}}, roomLeft)}
	}
	return append(c.joining(f), draw.Gap(), draw.Block{Lines: code})
}

// roomLeft is the width of what stands left of the QR code.
const roomLeft = 66

func (c *RoomConsole) joining(f draw.Frame) []draw.Block {
	var blocks []draw.Block
	if c.how.Local {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(wordRoomLocal, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
	}
	blocks = append(blocks, draw.Heading(wordRoomHow+nbsp+":", f))
	for _, line := range c.how.Commands {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(line, f.TextWidth(), f.Styles.Title)})
	}
	blocks = append(blocks, draw.Block{Lines: []string{f.Styles.Heading.Render(wordRoomCode) + f.Styles.Title.Render(c.how.Code)}})
	tall := f.Height >= draw.TallHeight-4
	if large := bigCode(c.how.Code, f); tall && large != nil {
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: large}, draw.Gap())
	}
	blocks = append(blocks, draw.Note(wordRoomPrint, f), draw.Plain(strings.TrimSpace(c.how.Fingerprint), f))
	hints := []string{wordRoomLines, wordRoomKey}
	if tall && len(c.how.Commands) > 0 {
		hints = append(hints, wordRoomPhone)
	}
	if !c.how.Local {
		hints = append(hints, wordRoomNobody)
	}
	for _, hint := range hints {
		blocks = append(blocks, draw.Gap(), draw.Note(hint, f))
	}
	return blocks
}
