package room

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"rsc.io/qr"

	"compromis/content/contenttest"
	"compromis/internal/draw"
	"compromis/internal/workshop"
)

// TestLongTrouble: an error longer than the window is cut, on the console and on
// a participant's screen, and leaves a line of the page.
func TestLongTrouble(t *testing.T) {
	g := contenttest.Guide(t)
	long := strings.Repeat("Le journal ne peut pas être écrit. ", 40)
	for _, height := range []int{12, 20, 40} {
		c := &Console{guide: g, terminal: draw.Terminal{Width: 40, Height: height}, state: workshop.State{Trouble: errors.New(long)}}
		s := &Seat{guide: g, terminal: draw.Terminal{Width: 40, Height: height}, fault: long}
		for name, shown := range map[string]string{"console": c.View().Content, "seat": s.View().Content} {
			if h := lipgloss.Height(shown); h != height {
				t.Errorf("%s: %d lines of %d", name, h, height)
			}
			if !strings.Contains(shown, "journal") {
				t.Errorf("%s: nothing said", name)
			}
		}
	}
}

// TestErrands: what is asked is done one at a time, in order, and only the last
// of several wishes about the same thing.
func TestErrands(t *testing.T) {
	var e errands
	var did []string
	wish := func(about any, name string) errand {
		return errand{about, func() tea.Msg { did = append(did, name); return nil }}
	}
	next := e.send(wish("vote", "1"))
	for _, w := range []errand{wish("vote", "2"), wish("vote", "3"), wish("name", "Zoé"), wish("vote", "4"), wish(nil, "a"), wish(nil, "b")} {
		if e.send(w) != nil {
			t.Error("two at once")
		}
	}
	for ; next != nil; next = e.done() {
		next()
	}
	if got := strings.Join(did, " "); got != "1 3 Zoé 4 a b" || e.busy {
		t.Errorf("did %s", got)
	}
}

// TestAskedOnce: what the room wants confirmed does not take the place of what is
// asked already: the same « o » would answer another question.
func TestAskedOnce(t *testing.T) {
	c := &Console{}
	c.press(tea.KeyPressMsg{Code: 'q', Text: "q"})
	quit := c.asked
	if c.led(led{ask: &lead{}}); quit == nil || c.asked != quit {
		t.Errorf("asks %+v", c.asked)
	}
	c.press(tea.KeyPressMsg{Code: 'x', Text: "x"})
	if c.led(led{ask: &lead{}}); c.asked == nil || c.asked == quit {
		t.Errorf("then asks %+v", c.asked)
	}
}

// TestQRCode: every square of the code is drawn, small or large, and a white border
// around.
func TestQRCode(t *testing.T) {
	const text = "http://192.168.1.20:8080/?482913"
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	for _, high := range []int{small, large} {
		lines := qrCode(text, high)
		for y := -quiet; y < code.Size+quiet; y++ {
			row := []rune(ansi.Strip(lines[(y+quiet)/high]))
			upper := high == large || (y+quiet)%2 == 0
			for x := -quiet; x < code.Size+quiet; x++ {
				drawn := row[(x+quiet)*2/high]
				if black := drawn == '█' || drawn == '▀' && upper || drawn == '▄' && !upper; black != code.Black(x, y) {
					t.Fatalf("square %d, %d is black: %v", x, y, black)
				}
			}
		}
	}
	if qrCode(strings.Repeat("x", 5000), small) != nil {
		t.Error("draws what does not fit in a code")
	}
}
