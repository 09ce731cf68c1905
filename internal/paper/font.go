package paper

import (
	_ "embed"
	"encoding/binary"
)

// The letters of a PDF travel with it: the Latin, Greek and Cyrillic part of
// Liberation Sans 2.1.5, under another name as its licence, the SIL Open Font
// License, asks (fonts/OFL.txt). The whole font would weigh ten times as much.
var (
	//go:embed fonts/CompromisSans-Regular.ttf
	regular []byte
	//go:embed fonts/CompromisSans-Bold.ttf
	strong []byte
)

// drawn returns the characters a TrueType font can draw, of the first 65,536:
// those of its table "cmap" in format 4.
// Source: OpenType specification, « cmap — Character to Glyph Index Mapping ».
func drawn(font []byte) map[rune]bool {
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(font[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(font[at:])) }
	cmap := 0
	for i := range u16(4) {
		if record := 12 + 16*i; string(font[record:record+4]) == "cmap" {
			cmap = u32(record + 8)
		}
	}
	known := map[rune]bool{}
	for i := range u16(cmap + 2) {
		table := cmap + u32(cmap+4+8*i+4)
		if u16(table) != 4 {
			continue
		}
		segments := u16(table+6) / 2
		ends := table + 14
		starts := ends + 2*segments + 2
		deltas, offsets := starts+2*segments, starts+4*segments
		for s := range segments {
			for r := u16(starts + 2*s); r <= u16(ends+2*s) && r < 0xFFFF; r++ {
				glyph := r
				if offset := u16(offsets + 2*s); offset != 0 {
					glyph = u16(offsets + 2*s + offset + 2*(r-u16(starts+2*s)))
				}
				if (glyph+u16(deltas+2*s))&0xFFFF != 0 {
					known[rune(r)] = true
				}
			}
		}
	}
	return known
}
