package tui_test

import (
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"compromis/decision"
	"compromis/tui"
)

// clock is an hour that passes when a test says so.
type clock struct{ now time.Time }

// after lets so many milliseconds pass, then presses a key.
func (c *clock) after(d *driver, milliseconds int, key string) {
	c.now = c.now.Add(time.Duration(milliseconds) * time.Millisecond)
	d.press(key)
}

// hurried opens the interface on a clock of the test.
func hurried(t *testing.T) (*driver, *clock) {
	c := &clock{now: today}
	d := &driver{t: t, guide: guide(t)}
	d.model = tui.New(tui.Config{Load: load, Today: today, Now: func() time.Time { return c.now }})
	d.run(d.model.Init())
	return d.resize(80, 24), c
}

// TestEnterAfterADigit: a digit answers; an Enter or a Space within the second does
// not answer the next question, whatever it is, and one after it does.
func TestEnterAfterADigit(t *testing.T) {
	for _, key := range []string{"enter", "space"} {
		for _, wait := range []int{50, 500, 990} {
			d, c := hurried(t)
			first := d.press("n").guide.Walk(decision.NewAnswers(today)).Next
			a := d.answered(decision.NewAnswers(today), first.Fact, string(first.Options[0].Value))
			c.after(d, 5000, "1")
			next := d.guide.Walk(a).Next
			c.after(d, wait, key)
			d.wantQuestion(next.Fact).wantNot("question 3")
			if c.after(d, 1100-wait, "enter"); d.shows("question 2") {
				t.Errorf("%d ms, then 1 100: Enter no longer answers\n%s", wait, d.screen())
			}
		}
	}
}

// TestEnterAfterADigitAndAMove: whoever moves after a digit means Enter.
func TestEnterAfterADigitAndAMove(t *testing.T) {
	d, c := hurried(t)
	d.press("n")
	c.after(d, 5000, "1")
	d.want("question 2")
	c.after(d, 100, "down")
	c.after(d, 100, "enter")
	d.wantNot("question 2").wantNot("question 1")
}

// TestTwelveIsOneAnswer: two digits of one gesture are not two answers.
func TestTwelveIsOneAnswer(t *testing.T) {
	d, c := hurried(t)
	d.press("n")
	c.after(d, 5000, "1")
	c.after(d, 60, "2")
	d.want("question 2")
	c.after(d, 200, "1")
	d.wantNot("question 2")
}

// TestEnterAfterADigitInAnExercise: the same in free play.
func TestEnterAfterADigitInAnExercise(t *testing.T) {
	d, c := hurried(t)
	d.press("e").onExercise(0).press("enter")
	first := d.guide.Walk(decision.NewAnswers(today)).Next
	a := d.answered(decision.NewAnswers(today), first.Fact, string(first.Options[0].Value))
	d.wantQuestion(first.Fact)
	c.after(d, 5000, "1")
	c.after(d, 500, "enter")
	d.wantQuestion(d.guide.Walk(a).Next.Fact).want("question 2")
}

// watched is a model whose screen one may look at while it runs.
type watched struct {
	tea.Model
	mu   sync.Mutex
	seen string
}

func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := w.Model.Update(msg)
	w.Model = m
	return w, cmd
}

func (w *watched) View() tea.View {
	v := w.Model.View()
	w.mu.Lock()
	w.seen = ansi.Strip(v.Content)
	w.mu.Unlock()
	return v
}

func (w *watched) shows(text string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Contains(w.seen, text)
}

// until waits for the screen to show a text.
func (w *watched) until(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !w.shows(text); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no %q on\n%s", text, w.seen)
		}
	}
}

// TestEnterAfterADigitInATerminal: the same with a real terminal and the real hour.
func TestEnterAfterADigitInATerminal(t *testing.T) {
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer slave.Close()
	defer master.Close()
	if err := pty.Setsize(slave, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, master)
	w := &watched{Model: tui.New(tui.Config{Load: load, Today: today, Now: time.Now})}
	p := tea.NewProgram(w, tea.WithInput(slave), tea.WithOutput(slave), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() { _, err := p.Run(); ended <- err }()
	press := func(keys string) {
		if _, err := master.WriteString(keys); err != nil {
			t.Error(err)
		}
	}
	w.until(t, "Nouveau conflit")
	press("n")
	w.until(t, "question 1")
	press("1\r")
	w.until(t, "question 2")
	<-time.After(1100 * time.Millisecond)
	if !w.shows("question 2") {
		t.Error("Enter, just after a digit, answered the next question")
	}
	press("\r")
	w.until(t, "question 3")
	p.Quit()
	<-ended
}
