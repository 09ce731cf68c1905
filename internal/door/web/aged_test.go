package web

import (
	"strings"
	"testing"
	"time"

	"compromis/internal/say"
	"compromis/internal/workshop"
)

// TestOldReadingsOnThePage: the page of a seat says on every screen that most of the law
// is to be read again, and of each text that its reading is too old; today it does not.
func TestOldReadingsOnThePage(t *testing.T) {
	for _, old := range []bool{false, true} {
		h := open(t, func(c *Config) {
			if c.refill = time.Millisecond; old {
				c.Guide = c.Guide.AsOf(c.Guide.Version.AddDate(2, 0, 0))
			}
		})
		b := h.visit().enters()
		tells := func(moment, words string) {
			t.Helper()
			if strings.Contains(plainly(b.text()), words) != old {
				t.Errorf("old: %v, %s: %q\n%s", old, moment, words, b.text())
			}
		}
		standing := plainly("droit à relire")
		tells("waiting", standing)
		h.lead(func() error { return h.room.Choose(h.guide.Exercises[0].ID) })
		b.get("/")
		tells("the story", standing)
		h.lead(func() error { return h.room.Ask(workshop.WhichStep) }, h.room.OpenVote)
		b.until("touchez votre réponse").chooses(0)
		h.lead(h.room.CloseVote, h.room.Reveal, h.room.SecondRound, h.room.OpenVote)
		b.until("Le second vote est ouvert").chooses(0)
		h.lead(h.room.CloseVote, h.room.Reveal)
		b.until(workshop.WordSheet).get("/")
		tells("the answer", standing)
		tells("the answer", say.OldReading)
		b.get(sheetPath)
		tells("the sheet", say.OldReading)
		tells("the sheet", standing)
	}
}
