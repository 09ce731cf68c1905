package letter_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"compromis/internal/letter"
)

func TestDump(t *testing.T) {
	g := guide(t)
	c := full()
	os.MkdirAll("/tmp/h3/out", 0o755)
	put := func(name, text string) {
		for _, f := range letter.Formats() {
			var b bytes.Buffer
			if err := letter.Write(&b, f, text); err != nil {
				t.Error(name, err)
			}
			os.WriteFile("/tmp/h3/out/"+name+"."+f, b.Bytes(), 0o644)
		}
	}
	for i := range g.Letters {
		l := &g.Letters[i]
		f := letter.Fill(g, l, c, today)
		put(l.ID, f.Text)
		fmt.Println(l.ID, f.Missing)
	}
	put("remise", letter.HandOver(g, c, today))
	put("fiche", letter.Record(c.Complaints[0], today, c))
	b, err := letter.HandOverJSON(g, c, today)
	os.WriteFile("/tmp/h3/out/remise.json", b, 0o644)
	os.WriteFile("/tmp/h3/out/c.ics", letter.Calendar(g, c, today), 0o644)
	fmt.Println(err)
}
