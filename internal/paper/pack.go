package paper

import (
	"archive/zip"
	"encoding/xml"
	"hash/crc32"
	"io"
	"strings"

	"compromis/internal/french"
)

// part is a file of XML inside the file of a word processor.
type part struct{ name, xml string }

// pack writes parts in a zip. A kind, when there is one, comes first and as it
// is, where what opens the file looks for it. The time of the parts is left out:
// it would change the bytes.
func pack(w io.Writer, kind string, parts []part) error {
	z := zip.NewWriter(w)
	if kind != "" {
		size := uint64(len(kind))
		file, err := z.CreateRaw(&zip.FileHeader{
			Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(kind)), CompressedSize64: size, UncompressedSize64: size,
		})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(file, kind); err != nil {
			return err
		}
	}
	for _, p := range parts {
		file, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(file, xml.Header+p.xml); err != nil {
			return err
		}
	}
	return z.Close()
}

// xmlText protects words in XML.
func xmlText(words string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(french.Text(words))) // a builder does not fail
	return b.String()
}
